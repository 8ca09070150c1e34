import type { Pixels as PixelsOfJob } from '../../generated/jobs.ts';

/** A left matrix whose rows are looked up in an image; assembly/gemm/pixels.ts says how. */
export interface Pixels {
  readonly address: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Images; each has a grid of `gridHeight` x `gridWidth` rows. */
  readonly batch: number;
  readonly gridHeight: number;
  readonly gridWidth: number;
  readonly strideY: number;
  readonly strideX: number;
  /** Offsets (y, x) of the taps. */
  readonly taps: readonly (readonly [number, number])[];
}

/** A matrix [rows][columns] as such pixels. */
export function matrixPixels(address: number, rows: number, columns: number): Pixels {
  return {
    address,
    height: 1,
    width: rows,
    channels: columns,
    batch: 1,
    gridHeight: 1,
    gridWidth: rows,
    strideY: 1,
    strideX: 1,
    taps: [[0, 0]],
  };
}

export function rowsOf({ batch, gridHeight, gridWidth }: Pixels): number {
  return batch * gridHeight * gridWidth;
}

/**
 * What a job says about them.
 * @param offsets where the offsets of the taps lie
 */
export function pixelsOf({ taps, batch: _, ...pixels }: Pixels, offsets: number): PixelsOfJob {
  return { ...pixels, taps: taps.length, offsets };
}

/** Whether some taps lie outside the image. */
export function leavesImage({ height, width, gridHeight, gridWidth, strideY, strideX, taps }: Pixels): boolean {
  const [lastY, lastX] = [(gridHeight - 1) * strideY, (gridWidth - 1) * strideX];
  return taps.some(([y, x]) => y < 0 || x < 0 || lastY + y >= height || lastX + x >= width);
}
