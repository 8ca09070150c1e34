import { checkImageArray, checkLabelArray, type ImageArray, type LabelArray } from '@unet/tensor/arrays';

interface Size {
  readonly height: number;
  readonly width: number;
}

/** Throws unless the image is whole and grey or colour. */
export function checkDrawable(where: string, argument: string, image: ImageArray): void {
  checkImageArray(where, argument, image);
  if (image.channels !== 1 && image.channels !== 3) {
    throw new RangeError(`${where}: ${argument}.channels must be 1 (grey) or 3 (colour), got ${image.channels}`);
  }
}

/** Throws unless the label is whole and has no negative class. */
export function checkClasses(where: string, argument: string, label: LabelArray): void {
  checkLabelArray(where, argument, label);
  const index = label.data.findIndex((value) => value < 0);
  if (index >= 0) {
    throw new RangeError(
      `${where}: ${argument} must hold classes >= 0, got ${label.data[index]} ` +
        `at row ${Math.floor(index / label.width)}, column ${index % label.width}`,
    );
  }
}

/** Throws unless the two have one height and one width. */
export function checkSameSize(where: string, argument: string, value: Size, other: string, wanted: Size): void {
  if (value.height !== wanted.height || value.width !== wanted.width) {
    throw new RangeError(
      `${where}: ${argument} must have the size of ${other} (${wanted.height} x ${wanted.width}), ` +
        `got ${value.height} x ${value.width}`,
    );
  }
}
