import { checkImageArray, checkLabelArray, describe, type ImageArray, type LabelArray } from '@unet/tensor/arrays';

/** A slice to train on or to be scored with: an image and its label, of one height and width. */
export interface LabelledSlice {
  /** What messages call it, for example its file. */
  readonly name?: string;
  readonly image: ImageArray;
  /** Class indices, 0 the background; where a function says so, instance numbers. */
  readonly label: LabelArray;
}

/** What messages call a slice: its name, or its place in the list. */
export function sliceName(slice: LabelledSlice, index: number): string {
  return slice.name ?? `slice ${index}`;
}

/**
 * Throws unless every slice is whole, of one size with its label, and has `channels` channels and labels from 0 to `classes` - 1.
 * @param where name of the calling function, the start of the message
 * @param bounds `classes` Infinity for instance numbers, which may be as large as they like
 */
export function checkSlices(
  where: string,
  slices: readonly LabelledSlice[],
  { channels, classes }: { channels: number; classes: number },
): void {
  checkSomeSlices(where, slices);
  for (const [index, slice] of slices.entries()) {
    const name = sliceName(slice, index);
    checkImageArray(where, `${name}: image`, slice.image);
    checkLabelArray(where, `${name}: label`, slice.label);
    const { image, label } = slice;
    if (image.height !== label.height || image.width !== label.width) {
      throw new RangeError(
        `${where}: ${name}: label must have the image's size ${image.height} x ${image.width}, got ${label.height} x ${label.width}`,
      );
    }
    if (image.channels !== channels) {
      throw new RangeError(`${where}: ${name}: image must have ${channels} channels, got ${image.channels}`);
    }
    const wrong = label.data.findIndex((value) => value < 0 || value >= classes);
    if (wrong >= 0) {
      const place = `row ${Math.floor(wrong / label.width)}, column ${wrong % label.width}`;
      const range = classes === Number.POSITIVE_INFINITY ? 'at least 0' : `from 0 to ${classes - 1}`;
      throw new RangeError(`${where}: ${name}: label must be ${range}, got ${label.data[wrong]} at ${place}`);
    }
  }
}

/** Throws unless there is at least one slice. */
export function checkSomeSlices(where: string, slices: readonly LabelledSlice[]): void {
  if (!Array.isArray(slices) || slices.length === 0) {
    throw new RangeError(`${where}: slices must be a list of at least one slice, got ${describe(slices)}`);
  }
}
