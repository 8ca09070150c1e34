import type { VNode } from 'preact';

export function DataPanel(): VNode {
  return <h2>Data</h2>;
}
