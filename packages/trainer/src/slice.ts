import type { LabelledSliceArrays, Size } from '@unet/tensor/arrays';
import { checkImageArray, checkLabelArray, checkList, checkObject, checkSameSize, place } from '@unet/tensor/internal';

// No declaration here names a tensor, since workers are compiled against it.

/** The size of a slice, and what messages call it. */
export interface NamedSize extends Size {
  readonly name: string;
}

/** What slices must be like. */
export interface SliceBounds {
  readonly channels: number;
  /** Labels go from 0 to `classes` - 1; Infinity for instance numbers. */
  readonly classes: number;
}

/** What messages call a slice: its name, or its place in the list. */
export function sliceName(slice: { readonly name?: string } | undefined, index: number): string {
  return slice?.name ?? `slice ${index}`;
}

/**
 * Throws unless every slice is whole, of one size with its label, and within the bounds.
 * @param where name of the calling function, the start of the message
 */
export function checkSlices(
  where: string,
  slices: readonly LabelledSliceArrays[],
  { channels, classes }: SliceBounds,
): NamedSize[] {
  checkSomeSlices(where, slices);
  return slices.map((slice, index) => {
    const name = sliceName(slice, index);
    checkObject(where, name, slice, '{ image, label }');
    const { image, label } = slice;
    checkImageArray(where, `${name}: image`, image);
    checkLabelArray(where, `${name}: label`, label);
    checkSameSize(where, `${name}: label`, label, 'image', image);
    checkChannels(where, name, image.channels, channels);
    const wrong = label.data.findIndex((value) => value < 0 || value >= classes);
    if (wrong >= 0) {
      const range = classes === Number.POSITIVE_INFINITY ? 'at least 0' : `from 0 to ${classes - 1}`;
      throw new RangeError(
        `${where}: ${name}: label must be ${range}, got ${label.data[wrong]} at ${place(wrong, label.width)}`,
      );
    }
    return { name, height: image.height, width: image.width };
  });
}

/** Throws unless there is a list of slices that is not empty. */
export function checkSomeSlices(where: string, slices: unknown): void {
  checkList(where, 'slices', slices, 'slice');
}

/** Throws unless an image has the network's channels. */
export function checkChannels(where: string, name: string, found: number, channels: number): void {
  if (found === channels) return;
  throw new RangeError(`${where}: ${name}: image must have ${channels} channels, got ${found}`);
}
