import { connectedComponents } from '@unet/components/arrays';
import type { RawImage } from '@unet/image-io/arrays';
import { toLabelArrays } from '@unet/image-io/arrays';
import type { LabelArray } from '@unet/tensor/arrays';
import { ifReadable } from './if-readable.ts';
import { plainReading, type Reading } from './reading.ts';

/** Share of the values on a page that must hang together for them to be numbers of cells; a few cells are cut by what lies over them. */
const WHOLE_SHARE = 0.8;

/**
 * How labels are read at first, told by all of them together: as two classes where they can be, else as numbers of cells where nearly each value on each
 * page is one piece.
 */
export function guessReading(labels: readonly RawImage[]): Reading {
  if (labels.length === 0 || ifReadable(() => toLabelArrays(labels)) !== undefined) return plainReading;
  const instances = ifReadable(() => toLabelArrays(labels, { kind: 'instances' }));
  return instances !== undefined && areWhole(instances) ? { ...plainReading, labels: 'instances' } : plainReading;
}

function areWhole(labels: readonly LabelArray[]): boolean {
  let values = 0;
  let pieces = 0;
  for (const label of labels) {
    values += countInstances(label);
    pieces += connectedComponents(label, { connectivity: 8 }).count;
  }
  return values >= WHOLE_SHARE * pieces;
}

/** How many different numbers but 0 a label has. */
export function countInstances({ data }: LabelArray): number {
  const found = new Set(data);
  found.delete(0);
  return found.size;
}
