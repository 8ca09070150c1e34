import type { VNode } from 'preact';

export function TrainPanel(): VNode {
  return <h2>Train</h2>;
}
