import type { VNode } from 'preact';

export function LookPanel(): VNode {
  return <h2>Look</h2>;
}
