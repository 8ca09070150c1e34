import type { SimdBackend } from '../../backend.ts';
import { align, LINE } from '../align.ts';
import { type Pixels, pixelArguments, rowsOf } from './pixels.ts';

/** Activations that are applied to the sums before they are written; numbers of assembly/common/activation.ts. */
export const fusedActivations: Readonly<Record<string, number>> = { linear: 0, relu: 1, relu6: 2 };

/** A right matrix [tap, channel][column], whose elements may lie anywhere. All in bytes. */
export interface RightMatrix {
  readonly address: number;
  /** Where each tap's elements start, from `address`. */
  readonly starts: readonly number[];
  readonly channelStride: number;
  readonly columnStride: number;
  readonly columns: number;
}

/** Where the rows of a product go: row (n, y, x) to pixel (y * strideY + offsetY, x * strideX + offsetX) of image n. */
export interface Target {
  readonly address: number;
  readonly height: number;
  readonly width: number;
  readonly strideY?: number;
  readonly strideX?: number;
  readonly offsetY?: number;
  readonly offsetX?: number;
  /** Address of the bias of the columns. */
  readonly bias?: number;
  /** One of {@link fusedActivations}. */
  readonly activation?: number;
}

/** Rows that are multiplied at a time, terms at a time: as in assembly/gemm/rows.ts. */
const BLOCK = 48;
const DEPTH = 256;
const PANEL_BYTES = (DEPTH / 16) * 384;

/**
 * target = left right + bias, activated.
 * @param inside the right matrix may hold infinities or NaN: they must not meet the zeros outside the image, whose product is NaN
 */
export function multiplyPixels(
  backend: SimdBackend,
  left: Pixels,
  right: RightMatrix,
  target: Target,
  inside = false,
): void {
  const rows = rowsOf(left);
  const taps = left.taps.length;
  const terms = taps * left.channels;
  const panels = Math.ceil(right.columns / 8);
  // Threads share rows; where there are fewer than a few blocks of them, columns.
  const byColumns = rows < 2 * BLOCK * backend.threads && panels >= backend.threads;
  const packedBytes = align(panels * align(terms, 4) * 32, LINE);
  const threadBytes = align(BLOCK * 16 + (BLOCK / 6) * PANEL_BYTES + BLOCK * panels * 32, LINE);
  const tableBytes = align(taps * 12, LINE);
  backend.withScratch(tableBytes + packedBytes + backend.threads * threadBytes, (scratch) => {
    const table = new Int32Array(backend.buffer, scratch, taps * 3);
    left.taps.forEach(([y, x], tap) => {
      table.set([y, x], 2 * tap);
      table[2 * taps + tap] = right.starts[tap]!;
    });
    const packed = scratch + tableBytes;
    backend.run('packRight', terms * right.columns * 8, [
      right.address,
      taps,
      scratch + taps * 8,
      left.channels,
      right.columns,
      right.channelStride,
      right.columnStride,
      packed,
    ]);
    const { strideY = 1, strideX = 1, offsetY = 0, offsetX = 0, bias = 0, activation = 0 } = target;
    backend.run(inside ? 'multiplyInside' : 'multiplyPixels', rows * terms * right.columns, [
      ...pixelArguments(left, scratch),
      rows,
      packed,
      right.columns,
      target.address,
      target.height,
      target.width,
      right.columns,
      left.gridHeight,
      left.gridWidth,
      (strideY << 16) | strideX,
      (offsetY << 16) | offsetX,
      bias,
      activation,
      packed + packedBytes,
      threadBytes,
      byColumns ? 1 : 0,
    ]);
  });
}
