import type { SimdBackend } from '../../backend.ts';
import { align, LINE } from '../align.ts';
import { type Pixels, pixelArguments, rowsOf } from './pixels.ts';

/** As in assembly/gemm/columns.ts. */
const BLOCK = 128;
const LEFT_STRIDE = 448;

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
  const panels = Math.ceil(right.columns / 8);
  const work = rows * rowsOf(left) * right.columns;
  const threadRows = 6 * Math.ceil(Math.ceil(rows / 6) / backend.shares(work));
  const tableBytes = align(taps * 8, LINE);
  const threadBytes = align(BLOCK * 16 + BLOCK * LEFT_STRIDE + panels * BLOCK * 32 + threadRows * panels * 32, LINE);
  backend.withScratch(tableBytes + backend.threads * threadBytes, (scratch) => {
    new Int32Array(backend.buffer, scratch, taps * 2).set(left.taps.flat());
    backend.run('multiplyTransposed', work, [
      ...pixelArguments(left, scratch),
      rowsOf(left),
      right.address,
      right.columns,
      right.pixelStride,
      right.columnStride,
      out,
      scratch + tableBytes,
      threadBytes,
      exchanged ? 1 : 0,
    ]);
  });
}
