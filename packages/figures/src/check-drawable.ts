import type { ImageArray, LabelArray } from '@unet/tensor/arrays';
import { checkImageArray, checkLabelArray, place } from '@unet/tensor/internal';

/** Throws unless the image is whole and grey or colour. */
export function checkDrawable(where: string, argument: string, image: ImageArray): void {
  checkImageArray(where, argument, image);
  if (image.channels !== 1 && image.channels !== 3) {
    throw new RangeError(`${where}: ${argument} must have 1 channel (grey) or 3 (colour), got ${image.channels}`);
  }
}

/** Throws unless the label is whole and has no negative class. */
export function checkClasses(where: string, argument: string, label: LabelArray): void {
  checkLabelArray(where, argument, label);
  const index = label.data.findIndex((value) => value < 0);
  if (index >= 0) {
    throw new RangeError(
      `${where}: ${argument} must hold classes >= 0, got ${label.data[index]} at ${place(index, label.width)}`,
    );
  }
}
