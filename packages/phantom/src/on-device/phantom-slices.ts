import { type Image, imageFromArray, type Label, type LabelledSlice, labelFromArray } from '@unet/tensor';
import type { PhantomOptions } from '../options.ts';
import { phantomSlices as phantomSliceArrays } from '../phantom-slices.ts';

/** A synthetic slice as tensors, with what is true of it. */
export interface PhantomSlice extends LabelledSlice {
  /** `phantom 0`, `phantom 1` and so on. */
  readonly name: string;
  /** Grey values `[height, width, 1]` in [0, 1]. */
  readonly image: Image;
  /** `[height, width]`: 1 inside a cell, 0 on membrane. */
  readonly label: Label;
  /** `[height, width]`: number of the cell from 1 in the order of its first pixel row by row, 0 on membrane. */
  readonly instances: Label;
}

/**
 * Makes the slices of `phantomSlices` from `@unet/phantom/arrays` as tensors on the current backend. Synchronous: nothing is read
 * from the device.
 * @returns the caller owns all tensors: `tf.dispose(slices)` releases them
 * @throws TypeError without a seed and for an unknown option; RangeError for a size below 1, or cells narrower than four membranes
 * @example
 * const [{ image, label }] = phantomSlices({ seed: 1, count: 1 });
 */
export function phantomSlices(options: PhantomOptions): PhantomSlice[] {
  return phantomSliceArrays(options).map(({ name, image, label, instances }) => ({
    name,
    image: imageFromArray(image),
    label: labelFromArray(label),
    instances: labelFromArray(instances),
  }));
}
