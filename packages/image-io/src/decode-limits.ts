import { FileError } from '@unet/files';
import { describe } from '@unet/tensor/internal';

/** Options of everything that decodes. */
export interface DecodeOptions {
  /** Pages with more pixels than this are refused before memory is taken for them. Default 2^28 (16384 x 16384). */
  readonly maxPixels?: number;
}

const defaultMaxPixels = 2 ** 28;

/** {@link DecodeOptions.maxPixels}, checked. */
export function checkedMaxPixels(where: string, maxPixels: number = defaultMaxPixels): number {
  if (typeof maxPixels === 'number' && maxPixels >= 1) return maxPixels;
  throw new RangeError(`${where}: maxPixels must be a number >= 1, got ${describe(maxPixels)}`);
}

/** Refuses empty images and those with more than `maxPixels` pixels. Beyond four, each further four samples count as a pixel. */
export function checkSize(width: number, height: number, samples: number, maxPixels: number): void {
  if (width < 1 || height < 1) throw new FileError(`image is empty: ${height} x ${width} pixels`);
  if (width * height * Math.max(1, samples / 4) > maxPixels) {
    const perPixel = samples > 4 ? ` of ${samples} samples` : '';
    throw new FileError(`image is too large: ${height} x ${width} pixels${perPixel}, at most ${maxPixels} are allowed`);
  }
}
