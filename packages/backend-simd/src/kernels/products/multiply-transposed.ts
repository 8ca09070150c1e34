import type { SimdBackend } from '../../backend.ts';
import { align, LINE } from '../align.ts';
import { PANEL_COLUMNS, PANEL_ROWS, PIXEL_BYTES, PIXELS_AT_A_TIME, PLACE_BYTES } from '../shared-sizes.ts';
import { type Pixels, pixelsOf, rowsOf } from './pixels.ts';

/** A right matrix [pixel][column]. */
export interface RightColumns {
  readonly address: number;
  readonly columns: number;
  /** Bytes from pixel to pixel, and from column to column. */
  readonly pixelStride: number;
  readonly columnStride: number;
}

/**
 * out[tap, channel][column] = the sum over all pixels of left[pixel][tap, channel] right[pixel][column].
 * @param exchanged whether channels and columns change places: out[tap][column][channel]
 */
export function multiplyTransposed(
  backend: SimdBackend,
  left: Pixels,
  right: RightColumns,
  out: number,
  exchanged = false,
): void {
  const taps = left.taps.length;
  const rows = taps * left.channels;
  const panels = Math.ceil(right.columns / PANEL_COLUMNS);
  const work = rows * rowsOf(left) * right.columns;
  const threadRows = PANEL_ROWS * Math.ceil(Math.ceil(rows / PANEL_ROWS) / backend.shares(work));
  const tableBytes = align(taps * 8, LINE);
  const threadBytes = align(
    PIXELS_AT_A_TIME * (PLACE_BYTES + PIXEL_BYTES) + panels * (PIXELS_AT_A_TIME + threadRows) * PANEL_COLUMNS * 4,
    LINE,
  );
  backend.withScratch(tableBytes + backend.threads * threadBytes, (scratch) => {
    new Int32Array(backend.buffer, scratch, taps * 2).set(left.taps.flat());
    backend.run('multiplyTransposed', work, {
      left: pixelsOf(left, scratch),
      pixels: rowsOf(left),
      right: right.address,
      columns: right.columns,
      pixelStride: right.pixelStride,
      columnStride: right.columnStride,
      out,
      scratch: scratch + tableBytes,
      threadBytes,
      exchanged,
    });
  });
}
