import { describe } from '@unet/tensor/arrays';
import { ImageError } from './image-error.ts';

/** Options of everything that decodes. */
export interface DecodeOptions {
  /** Pages with more pixels than this are refused before memory is taken for them. Default 2^28 (16384 x 16384). */
  readonly maxPixels?: number;
}

const defaultMaxPixels = 2 ** 28;

/** Reads and checks {@link DecodeOptions.maxPixels}. */
export function readMaxPixels(where: string, { maxPixels = defaultMaxPixels }: DecodeOptions): number {
  if (!(maxPixels >= 1)) {
    throw new RangeError(`${where}: maxPixels must be at least 1, got ${describe(maxPixels)}`);
  }
  return maxPixels;
}

/** Refuses empty images and those with more than `maxPixels` pixels. Beyond four, each further four samples count as a pixel. */
export function checkSize(width: number, height: number, samples: number, maxPixels: number): void {
  if (width < 1 || height < 1) throw new ImageError(`image is empty: ${height} x ${width} pixels`);
  if (width * height * Math.max(1, samples / 4) > maxPixels) {
    const perPixel = samples > 4 ? ` of ${samples} samples` : '';
    throw new ImageError(
      `image is too large: ${height} x ${width} pixels${perPixel}, at most ${maxPixels} are allowed`,
    );
  }
}
