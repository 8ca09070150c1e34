import type { LabelArray } from '@unet/tensor/arrays';
import { onInnerBoundary } from './inner-boundary.ts';

/**
 * For every pixel the two nearest sites of different cells in its own column, as {@link perPixel} numbers side by side: rows to the nearest
 * site, its cell, rows to the nearest site of another cell, that cell. Rows are {@link far} or more, and the cell 0, where there is none.
 */
export type ColumnDistances = Int32Array;

/** Numbers for each pixel, and where they lie. Side by side they share a cache line, and their one array a register. */
export const perPixel = 4;
const NEAREST = 0;
const NEAREST_CELL = 1;
const OTHER = 2;
const OTHER_CELL = 3;

/** More than any distance in an image, and so little that the height of an image can be added. */
export const far = 0x2000_0000;

/**
 * Measures along the columns, in one pass down and one up. From row to row the distance to a cell changes by no more than 1,
 * so that a cell that is among the two nearest to a pixel, and lies below it, is among the two nearest to the next pixel.
 * @param cells instance map
 * @param distanceTo sites are the pixels of the inner boundary of each cell, or all pixels of each cell
 */
export function columnDistances(cells: LabelArray, distanceTo: 'boundary' | 'cell'): ColumnDistances {
  const columns = new Int32Array(perPixel * cells.data.length);
  goDown(cells, distanceTo === 'boundary', columns);
  goUp(cells, columns);
  return columns;
}

/** Measures to the sites at or above each pixel. */
function goDown(cells: LabelArray, boundaryOnly: boolean, columns: ColumnDistances): void {
  const { height, width, data } = cells;
  for (let row = 0, pixel = 0; row < height; row++) {
    for (let column = 0; column < width; column++, pixel++) {
      const here = perPixel * pixel;
      const above = here - perPixel * width;
      const isSite = boundaryOnly ? onInnerBoundary(cells, row, column, pixel) : data[pixel] !== 0;
      const cell = isSite ? data[pixel] : 0;
      if (row === 0) {
        columns[here + NEAREST] = isSite ? 0 : far;
        columns[here + NEAREST_CELL] = cell;
        columns[here + OTHER] = far;
      } else if (isSite) {
        // The nearest is 0 rows away, as the array begins.
        const continues = columns[above + NEAREST_CELL] === cell;
        columns[here + NEAREST_CELL] = cell;
        columns[here + OTHER] = columns[above + (continues ? OTHER : NEAREST)] + 1;
        columns[here + OTHER_CELL] = columns[above + (continues ? OTHER_CELL : NEAREST_CELL)];
      } else {
        columns[here + NEAREST] = columns[above + NEAREST] + 1;
        columns[here + NEAREST_CELL] = columns[above + NEAREST_CELL];
        columns[here + OTHER] = columns[above + OTHER] + 1;
        columns[here + OTHER_CELL] = columns[above + OTHER_CELL];
      }
    }
  }
}

/** Adds what the pixel below knows by now: all sites of its column. */
function goUp({ width, data }: LabelArray, columns: ColumnDistances): void {
  for (let here = perPixel * (data.length - width - 1); here >= 0; here -= perPixel) {
    const below = here + perPixel * width;
    const distance = columns[below + NEAREST] + 1;
    if (distance >= columns[here + OTHER]) continue;
    const cell = columns[below + NEAREST_CELL];
    const sameCell = cell === columns[here + NEAREST_CELL];
    if (distance < columns[here + NEAREST]) {
      if (!sameCell) {
        columns[here + OTHER] = columns[here + NEAREST];
        columns[here + OTHER_CELL] = columns[here + NEAREST_CELL];
      }
      columns[here + NEAREST] = distance;
      columns[here + NEAREST_CELL] = cell;
    } else if (!sameCell) {
      columns[here + OTHER] = distance;
      columns[here + OTHER_CELL] = cell;
    }
    if (columns[below + OTHER] + 1 < columns[here + OTHER]) {
      columns[here + OTHER] = columns[below + OTHER] + 1;
      columns[here + OTHER_CELL] = columns[below + OTHER_CELL];
    }
  }
}
