import type { SimdBackend } from '../../backend.ts';
import { align, LINE } from '../align.ts';
import {
  LINEAR,
  PANEL_BLOCK_BYTES,
  PANEL_COLUMNS,
  PANEL_ROWS,
  PANEL_TERMS,
  PLACE_BYTES,
  RELU,
  RELU6,
  ROWS_AT_A_TIME,
  TERMS_AT_A_TIME,
} from '../shared-sizes.ts';
import { type Pixels, pixelsOf, rowsOf } from './pixels.ts';

/** Activations that are applied to the sums before they are written. */
export const fusedActivations: Readonly<Record<string, number>> = { linear: LINEAR, relu: RELU, relu6: RELU6 };

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

/** Bytes of a left panel. */
const PANEL_BYTES = (TERMS_AT_A_TIME / PANEL_TERMS) * PANEL_BLOCK_BYTES;
/** Bytes of a row of a right panel, or of sums. */
const COLUMNS_BYTES = PANEL_COLUMNS * 4;

/** A target of which nothing but its image is said. */
const everyPixel = { strideY: 1, strideX: 1, offsetY: 0, offsetX: 0, bias: 0, activation: LINEAR };

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
  const panels = Math.ceil(right.columns / PANEL_COLUMNS);
  // Threads share rows; where there are fewer than a few blocks of them, columns.
  const byColumns = rows < 2 * ROWS_AT_A_TIME * backend.threads && panels >= backend.threads;
  const packedBytes = align(panels * align(terms, 4) * COLUMNS_BYTES, LINE);
  const threadBytes = align(
    ROWS_AT_A_TIME * (PLACE_BYTES + panels * COLUMNS_BYTES) + (ROWS_AT_A_TIME / PANEL_ROWS) * PANEL_BYTES,
    LINE,
  );
  const tableBytes = align(taps * 12, LINE);
  backend.withScratch(tableBytes + packedBytes + backend.threads * threadBytes, (scratch) => {
    const table = new Int32Array(backend.buffer, scratch, taps * 3);
    left.taps.forEach(([y, x], tap) => {
      table.set([y, x], 2 * tap);
      table[2 * taps + tap] = right.starts[tap]!;
    });
    const packed = scratch + tableBytes;
    const { columns, channelStride, columnStride } = right;
    backend.run('packRight', terms * columns * 8, {
      right: right.address,
      taps,
      starts: scratch + taps * 8,
      channels: left.channels,
      columns,
      channelStride,
      columnStride,
      out: packed,
    });
    const { gridHeight, gridWidth } = left;
    backend.run(inside ? 'multiplyInside' : 'multiplyPixels', rows * terms * columns, {
      left: pixelsOf(left, scratch),
      rows,
      right: packed,
      columns,
      target: { ...everyPixel, ...target, channels: columns, gridHeight, gridWidth },
      scratch: packed + packedBytes,
      threadBytes,
      byColumns,
    });
  });
}
