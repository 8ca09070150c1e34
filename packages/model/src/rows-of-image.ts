import type { ImageArray, Size } from '@unet/tensor/arrays';
import { checkSize, describe } from '@unet/tensor/internal';
import type { ImageRows, RowRange } from '@unet/tiling/arrays';

/** An image that is read by rows: of a file, say. `ImagePage` of `@unet/image-io/node` is one. */
export interface RowsOfImage extends Size {
  readonly channels: number;
  /**
   * Reads rows.
   * @param row first row, from 0
   * @returns `[count, width, channels]`
   */
  readRows(row: number, count: number): ImageArray | Promise<ImageArray>;
}

/** Throws a TypeError or RangeError unless `value` can be read by rows. */
export function checkRowsOfImage(where: string, argument: string, value: RowsOfImage): void {
  if (typeof value !== 'object' || value === null || typeof value.readRows !== 'function') {
    throw new TypeError(`${where}: ${argument} must be { height, width, channels, readRows }, got ${describe(value)}`);
  }
  checkSize(where, argument, value);
}

/** An image that is in memory, by rows. The rows are views of it. */
export function rowsInMemory({ height, width, channels, data }: ImageArray): RowsOfImage {
  const length = width * channels;
  const readRows = (row: number, count: number): ImageArray => {
    return { height: count, width, channels, data: data.subarray(row * length, (row + count) * length) };
  };
  return { height, width, channels, readRows };
}

/**
 * Holds the rows that are needed at a time, and reads each once as long as they are asked for in order.
 * @returns gives the rows of a range, and perhaps more; of the rows above its top none is kept
 */
export function rowWindow(image: RowsOfImage): (range: RowRange) => Promise<ImageRows> {
  const { width, channels } = image;
  const length = width * channels;
  let held: ImageRows | undefined;
  return async ({ top, bottom }) => {
    const kept = held === undefined ? 0 : Math.max(0, held.top + held.rows.height - top);
    if (held !== undefined && held.top <= top && top + kept >= bottom) return held;
    const data = new Float32Array((bottom - top) * length);
    let row = top;
    if (held !== undefined && held.top <= top && kept > 0) {
      data.set(held.rows.data.subarray((top - held.top) * length));
      row += kept;
    }
    held = undefined;
    const read = await image.readRows(row, bottom - row);
    if (read.data.length !== (bottom - row) * length) {
      throw new RangeError(
        `readRows: must give ${bottom - row} x ${width} x ${channels} values, got ${read.data.length}`,
      );
    }
    data.set(read.data, (row - top) * length);
    held = { top, rows: { height: bottom - top, width, channels, data } };
    return held;
  };
}
