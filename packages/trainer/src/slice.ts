import type { LabelledSlice } from '@unet/tensor';
import type { LabelledSliceArrays, Size } from '@unet/tensor/arrays';
import {
  checkImage,
  checkImageArray,
  checkLabel,
  checkLabelArray,
  checkList,
  checkObject,
  checkSameSize,
  describe,
  isTensor,
  place,
} from '@unet/tensor/internal';

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
 * Whether slices are tensors; the first one tells. Throws for what is no list, or starts with neither tensors nor arrays.
 * @param where name of the calling function, the start of the message
 */
export function areTensors(
  where: string,
  slices: readonly LabelledSlice[] | readonly LabelledSliceArrays[],
): slices is readonly LabelledSlice[] {
  checkSomeSlices(where, slices);
  const image: unknown = slices[0]?.image;
  if (isTensor(image)) return true;
  if (typeof image === 'object' && image !== null && 'data' in image) return false;
  throw new TypeError(
    `${where}: ${sliceName(slices[0], 0)}: image must be a [height, width, channels] float32 tensor or { height, width, channels, data }, got ${describe(image)}`,
  );
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

/** {@link checkSlices} of tensors, whose values only a read could check. */
export function checkTensorSlices(
  where: string,
  slices: readonly LabelledSlice[],
  { channels }: Pick<SliceBounds, 'channels'>,
): NamedSize[] {
  checkSomeSlices(where, slices);
  return slices.map((slice, index) => {
    const name = sliceName(slice, index);
    checkObject(where, name, slice, '{ image, label }');
    checkImage(where, `${name}: image`, slice.image);
    checkLabel(where, `${name}: label`, slice.label);
    const [height, width, found] = slice.image.shape;
    const [rows, columns] = slice.label.shape;
    checkSameSize(where, `${name}: label`, { height: rows, width: columns }, 'image', { height, width });
    checkChannels(where, name, found, channels);
    return { name, height, width };
  });
}

function checkSomeSlices(where: string, slices: unknown): void {
  checkList(where, 'slices', slices, 'slice');
}

function checkChannels(where: string, name: string, found: number, channels: number): void {
  if (found === channels) return;
  throw new RangeError(`${where}: ${name}: image must have ${channels} channels, got ${found}`);
}
