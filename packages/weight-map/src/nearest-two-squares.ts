import type { LabelArray } from '@unet/tensor/arrays';
import { columnDistances, far } from './column-distances.ts';
import { TwoLabelEnvelope } from './two-label-envelope.ts';

/** Squared distances to the two nearest cells of each pixel: whole numbers, or `noSquare`. */
export interface NearestTwoSquares {
  readonly first: Int32Array;
  readonly second: Int32Array;
  /** Number of the nearest cell, 0 if there is none. */
  readonly nearest: Int32Array;
}

/** What `nearestTwoCells` measures, before the roots are taken; its diagonal must be under 46340 pixels. */
export function nearestTwoSquares(
  cells: LabelArray,
  distanceTo: 'boundary' | 'cell',
  within: number,
): NearestTwoSquares {
  const { height, width } = cells;
  const columns = columnDistances(cells, distanceTo);
  const first = new Int32Array(height * width);
  const second = new Int32Array(height * width);
  const nearest = new Int32Array(height * width);
  // An integer that is no distance itself: a column without a site is left out, too.
  const most = Math.floor(Math.min(within, far - 1));
  const envelope = new TwoLabelEnvelope(width);
  for (let offset = 0; offset < height * width; offset += width) {
    envelope.build(columns, offset, most);
    envelope.write(offset, first, second, nearest);
  }
  return { first, second, nearest };
}
