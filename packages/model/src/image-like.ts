import type { Image, ImageArray } from '@unet/tensor';
import { checkImage, checkImageArray, describe, isTensor } from '@unet/tensor/internal';

/** Whether an image is a tensor; the other kind lies in plain memory. */
export function isImageTensor(image: Image | ImageArray): image is Image {
  return isTensor(image);
}

/**
 * Throws unless `value` is a whole image of either kind.
 * @param where name of the calling function, the start of the message
 * @throws TypeError, RangeError for sides and lengths that do not fit together
 */
export function checkImageLike(where: string, argument: string, value: Image | ImageArray): void {
  if (isImageTensor(value)) checkImage(where, argument, value);
  else if (typeof value === 'object' && value !== null && 'data' in value) checkImageArray(where, argument, value);
  else {
    throw new TypeError(
      `${where}: ${argument} must be a [height, width, channels] float32 tensor or { height, width, channels, data }, got ${describe(value)}`,
    );
  }
}
