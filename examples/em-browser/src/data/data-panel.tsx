import type { VNode } from 'preact';
import { dataset } from '../state/dataset.ts';

export function DataPanel(): VNode {
  const { slices, description } = dataset.value ?? {};
  return (
    <>
      <h2>Data</h2>
      <p>{slices === undefined ? 'Opening …' : `${slices.length} slices: ${description}`}</p>
    </>
  );
}
