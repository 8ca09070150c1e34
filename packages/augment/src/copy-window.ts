import type { Boundary, ImageArray, LabelArray, Size } from '@unet/tensor/arrays';
import { mirror } from '@unet/tensor/internal';

/** A rectangle of a slice; it may lie outside. */
export interface Rectangle extends Size {
  readonly row: number;
  readonly column: number;
}

/** Cuts a window out of an image, mirrored wherever it leaves the image: what a warp by the zero field gives, without one. */
export function copyImageWindow(image: ImageArray, window: Rectangle, boundary: Boundary): ImageArray {
  const { height, width } = window;
  const { channels } = image;
  const data = new Float32Array(height * width * channels);
  copyWindow(image.data, image, data, window, channels, boundary);
  return { height, width, channels, data };
}

/** {@link copyImageWindow} of a label. */
export function copyLabelWindow(label: LabelArray, window: Rectangle, boundary: Boundary): LabelArray {
  const { height, width } = window;
  const data = new Int32Array(height * width);
  copyWindow(label.data, label, data, window, 1, boundary);
  return { height, width, data };
}

/** The source's rows or columns that a window shows, one for each of its own. */
export function windowIndices(start: number, count: number, length: number, boundary: Boundary): Int32Array {
  return Int32Array.from({ length: count }, (_, index) => mirror(start + index, length, boundary));
}

function copyWindow<Data extends Float32Array | Int32Array>(
  source: Data,
  size: Size,
  target: Data,
  window: Rectangle,
  channels: number,
  boundary: Boundary,
): void {
  const rows = windowIndices(window.row, window.height, size.height, boundary);
  const columns = windowIndices(window.column, window.width, size.width, boundary);
  // The part of each row that lies inside is copied in one go.
  const before = Math.min(window.width, Math.max(0, -window.column));
  const inside = Math.max(before, Math.min(window.width, size.width - window.column));
  for (const [row, sourceRow] of rows.entries()) {
    const from = sourceRow * size.width * channels;
    const to = row * window.width * channels;
    const copyPixel = (column: number): void => {
      const start = from + columns[column]! * channels;
      for (let channel = 0; channel < channels; channel++)
        target[to + column * channels + channel] = source[start + channel]!;
    };
    for (let column = 0; column < before; column++) copyPixel(column);
    if (inside > before) {
      const start = from + columns[before]! * channels;
      target.set(source.subarray(start, start + (inside - before) * channels), to + before * channels);
    }
    for (let column = inside; column < window.width; column++) copyPixel(column);
  }
}
