import type { VNode } from 'preact';

export function SegmentPanel(): VNode {
  return <h2>Segment</h2>;
}
