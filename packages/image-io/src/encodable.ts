import type { ImageArray, LabelArray } from '@unet/tensor/arrays';
import { checkObject } from '@unet/tensor/internal';
import { pageOfImage } from './from-image-array.ts';
import { pageOfLabel } from './from-label-array.ts';
import { checkRawImage, type RawImage } from './raw-image.ts';

/** What can be written: an image in [0, 1] of 1 or 3 channels, a label, or file values as they are. */
export type Encodable = ImageArray | LabelArray | RawImage;

/** The same numbers in a sample size that every reader knows: 12 bits in 16, 64-bit integers as 64-bit floats. */
function inWholeBytes(image: RawImage): RawImage {
  const { format, bitDepth } = image;
  if (format !== 'float' && bitDepth === 64) return { ...image, format: 'float' };
  return format === 'uint' && bitDepth > 8 && bitDepth < 16 ? { ...image, bitDepth: 16 } : image;
}

/** How images and labels become file values; a {@link RawImage} is written as it is. */
interface Samples {
  readonly bitDepth: 8 | 16 | 32;
  readonly classes: number | undefined;
}

/** The file values of what is to be written. */
export function pageOf(where: string, argument: string, image: Encodable, { bitDepth, classes }: Samples): RawImage {
  checkObject(where, argument, image, '{ height, width, channels, data }, { height, width, data } or a RawImage');
  if ('bitDepth' in image) {
    checkRawImage(where, argument, image);
    return inWholeBytes(image);
  }
  if (image.data instanceof Int32Array) return pageOfLabel(where, argument, image as LabelArray, classes);
  return pageOfImage(where, argument, image as ImageArray, bitDepth);
}
