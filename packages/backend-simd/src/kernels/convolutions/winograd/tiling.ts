import type { backend_util } from '@tensorflow/tfjs-core';
import type { TiledImage } from '../../../generated/jobs.ts';
import { LINE } from '../../align.ts';
import { BUFFER_BYTES, TAPS_BYTES } from '../../shared-sizes.ts';

/** The square tiles of an output: 4 for F(4x4, 3x3), 2 for F(2x2, 3x3). */
export interface Tiling {
  readonly tile: 2 | 4;
  readonly rows: number;
  readonly columns: number;
  /** Of all images. */
  readonly count: number;
  /** Products a tile: (tile + 2) squared. */
  readonly planes: number;
}

export function tilingOf(tile: 2 | 4, batch: number, height: number, width: number): Tiling {
  const [rows, columns] = [Math.ceil(height / tile), Math.ceil(width / tile)];
  return { tile, rows, columns, count: batch * rows * columns, planes: (tile + 2) ** 2 };
}

/** Up to an odd number of cache lines: planes whose distance is a multiple of 4096 bytes would compete for one place in the cache. */
export function oddLines(bytes: number): number {
  return (Math.ceil(bytes / LINE) | 1) * LINE;
}

/** Scratch of a thread for a transform: the taps of filters, or less for a patch or for pixels, and a buffer. */
export const TRANSFORM_BYTES: number = TAPS_BYTES + BUFFER_BYTES;

/** The input of a convolution, with its border of zeros. */
export function inputOf(address: number, info: backend_util.Conv2DInfo): TiledImage {
  const { inHeight, inWidth, inChannels, padInfo } = info;
  return { address, height: inHeight, width: inWidth, channels: inChannels, above: padInfo.top, left: padInfo.left };
}

/** The output of a convolution, or its gradient, with as much of a border as is said. */
export function outputOf(address: number, info: backend_util.Conv2DInfo, above: number, left: number): TiledImage {
  return { address, height: info.outHeight, width: info.outWidth, channels: info.outChannels, above, left };
}
