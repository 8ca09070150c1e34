import type { LabelledSlice } from '@unet/tensor';
import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import { checkImage, checkLabel, checkObject, checkSameSize, describe, isTensor } from '@unet/tensor/internal';
import { checkChannels, checkSomeSlices, type NamedSize, type SliceBounds, sliceName } from './slice.ts';

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
