import type { ImageArray } from '@unet/tensor/arrays';
import { checkOptions } from '@unet/tensor/internal';
import { checkedMaxPixels, type DecodeOptions } from './decode-limits.ts';
import { checkBytes, decodeFile } from './decode-pages.ts';
import { checkImageOptions, imagesOfPages, type ToImageOptions } from './to-image-array.ts';

/** Options of `decodeImages`. */
export interface DecodeImagesOptions extends DecodeOptions, ToImageOptions {}

/**
 * Decodes an image file, PNG, JPEG or TIFF, into images, one a page. What {@link decodePages} and {@link toImageArrays} do, in one step.
 * @param bytes the whole file; it is not changed
 * @returns `[height, width, channels]` each, in [0, 1] without scaling; floats may lie outside
 * @throws FileError for everything that is wrong with the bytes, with page, row and column where one is
 * @example
 * const [image] = decodeImages(new Uint8Array(await response.arrayBuffer()), { channels: 1 });
 */
export function decodeImages(bytes: Uint8Array, options: DecodeImagesOptions = {}): ImageArray[] {
  const where = 'decodeImages';
  checkBytes(where, bytes);
  checkOptions(where, options, { maxPixels: true, channels: true, scaling: true });
  const maxPixels = checkedMaxPixels(where, options.maxPixels);
  checkImageOptions(where, options);
  return imagesOfPages(decodeFile(bytes, maxPixels), options);
}
