import { cast, maximum, minimum, mul, notEqual, tidy } from '@tensorflow/tfjs-core';
import type { Label } from '@unet/tensor';
import { checkLabel } from '@unet/tensor/internal';
import { asNumbers, highestAround, lowestAround } from './neighbours.ts';

/**
 * Keeps of every cell the pixels that have an edge in common with a pixel of another value, and sets the others to 0, on the device:
 * nothing is read. The same as scikit-image's `find_boundaries(cells == n, mode='inner')` for every number n at once; the border of the
 * image is no boundary.
 * @param cells instance map `[height, width]`: every cell has a number of its own up to 2^24, 0 is the background; stays the caller's
 * @returns int32 `[height, width]`, the cell's number on its inner boundary, 0 elsewhere; the caller owns it
 * @throws TypeError, RangeError if `cells` is no `Label`
 * @example
 * const boundary = innerBoundary(cells);
 */
export function innerBoundary(cells: Label): Label {
  checkLabel('innerBoundary', 'cells', cells);
  return tidy((): Label => {
    const numbers = asNumbers(cells);
    const highest = maximum(highestAround(numbers, [3, 1]), highestAround(numbers, [1, 3]));
    const lowest = minimum(lowestAround(numbers, [3, 1]), lowestAround(numbers, [1, 3]));
    // A neighbour of another value is higher or lower.
    return mul(cells, cast(notEqual(highest, lowest), 'int32'));
  });
}
