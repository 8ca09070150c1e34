import type { Boundary, Size } from '@unet/tensor/arrays';
import { mirror } from '@unet/tensor/internal';

/** A rectangle of pixels; it may reach beyond the image on every side. */
export interface Window extends Size {
  readonly row: number;
  readonly column: number;
}

/** An image, or the rows of it that `data` holds. */
interface Raster<Data> extends Size {
  readonly data: Data;
  /** The first row that `data` holds; default 0. */
  readonly top?: number;
}

/**
 * Copies a window of the mirrored image into `target`, which holds `window.height * window.width * channels` values. `data` must hold the
 * rows that it shows.
 */
export function readWindow<Data extends Float32Array | Int32Array>(
  source: Raster<Data>,
  channels: number,
  window: Window,
  boundary: Boundary,
  target: Data,
): Data {
  const { data, width, top = 0 } = source;
  // The columns of the window from inside to beyond show the image itself: one run in memory. The others are mirrored one by one.
  const inside = Math.min(Math.max(-window.column, 0), window.width);
  const beyond = Math.max(Math.min(width - window.column, window.width), inside);
  const mirrored = (column: number) => mirror(window.column + column, width, boundary);
  const left = Int32Array.from({ length: inside }, (_, column) => mirrored(column));
  const right = Int32Array.from({ length: window.width - beyond }, (_, column) => mirrored(beyond + column));
  let next = 0;
  const copyPixels = (columns: Int32Array, rowStart: number) => {
    for (let index = 0; index < columns.length; index++) {
      const pixelStart = (rowStart + columns[index]!) * channels;
      for (let channel = 0; channel < channels; channel++) target[next++] = data[pixelStart + channel]!;
    }
  };
  for (let row = 0; row < window.height; row++) {
    const rowStart = (mirror(window.row + row, source.height, boundary) - top) * width;
    copyPixels(left, rowStart);
    const runStart = (rowStart + window.column + inside) * channels;
    const runLength = (beyond - inside) * channels;
    target.set(data.subarray(runStart, runStart + runLength), next);
    next += runLength;
    copyPixels(right, rowStart);
  }
  return target;
}
