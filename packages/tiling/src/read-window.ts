import { type MirrorMode, mirrorIndex } from './mirror-index.ts';

/** A rectangle of pixels; it may reach beyond the image on every side. */
export interface Window {
  readonly row: number;
  readonly column: number;
  readonly height: number;
  readonly width: number;
}

interface Raster<Data> {
  readonly height: number;
  readonly width: number;
  readonly data: Data;
}

/** Copies a window of the mirrored image into `target`, which holds `window.height * window.width * channels` values. */
export function readWindow<Data extends Float32Array | Int32Array>(
  source: Raster<Data>,
  channels: number,
  window: Window,
  mode: MirrorMode,
  target: Data,
): Data {
  const rows = mirroredIndices(window.row, window.height, source.height, mode);
  const columns = mirroredIndices(window.column, window.width, source.width, mode);
  const { data, width } = source;
  let next = 0;
  for (let row = 0; row < rows.length; row++) {
    const rowStart = rows[row]! * width;
    for (let column = 0; column < columns.length; column++) {
      const pixelStart = (rowStart + columns[column]!) * channels;
      for (let channel = 0; channel < channels; channel++) {
        target[next++] = data[pixelStart + channel]!;
      }
    }
  }
  return target;
}

function mirroredIndices(start: number, count: number, length: number, mode: MirrorMode): Int32Array {
  const indices = new Int32Array(count);
  for (let offset = 0; offset < count; offset++) {
    indices[offset] = mirrorIndex(start + offset, length, mode);
  }
  return indices;
}
