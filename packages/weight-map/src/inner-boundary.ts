import type { LabelArray } from '@unet/tensor/arrays';
import { checkLabelArray } from '@unet/tensor/internal';

/**
 * Keeps of every cell the pixels that have an edge in common with a pixel of another value, and sets the others to 0. It is
 * scikit-image's `find_boundaries(cells == n, mode='inner')` for every number n at once: where two cells touch, both have
 * boundary pixels; the border of the image is no boundary.
 * @param cells instance map: every cell has a number of its own, 0 is the background; stays the caller's
 * @returns the cell's number on its inner boundary, 0 elsewhere. A cell that fills the whole image has no boundary
 * @throws TypeError, RangeError if `cells` is no {@link LabelArray}
 * @example
 * innerBoundary({ height: 1, width: 5, data: Int32Array.of(7, 7, 7, 0, 0) }).data; // 0, 0, 7, 0, 0
 */
export function innerBoundary(cells: LabelArray): LabelArray {
  checkLabelArray('innerBoundary', 'cells', cells);
  const { height, width, data } = cells;
  const boundary = new Int32Array(data.length);
  for (let row = 0, pixel = 0; row < height; row++) {
    for (let column = 0; column < width; column++, pixel++) {
      if (onInnerBoundary(cells, row, column, pixel)) boundary[pixel] = data[pixel];
    }
  }
  return { height, width, data: boundary };
}

/** Whether a pixel belongs to a cell and has an edge in common with a pixel of another value. */
export function onInnerBoundary(
  { height, width, data }: LabelArray,
  row: number,
  column: number,
  pixel: number,
): boolean {
  const cell = data[pixel];
  return (
    cell !== 0 &&
    ((column > 0 && data[pixel - 1] !== cell) ||
      (column + 1 < width && data[pixel + 1] !== cell) ||
      (row > 0 && data[pixel - width] !== cell) ||
      (row + 1 < height && data[pixel + width] !== cell))
  );
}
