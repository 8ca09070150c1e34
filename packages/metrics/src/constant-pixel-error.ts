import type { LabelArray } from '@unet/tensor/arrays';
import { checkLabelArray, checkList } from '@unet/tensor/internal';

/**
 * Pixel error of the better of the two constant predictions, all border or all inside: what a network must beat to have
 * learned anything. One constant for all slices; any non-zero label is inside.
 * @param truths class maps of any sizes, at least one
 * @returns a fraction from 0 to 0.5 of all pixels of all slices
 * @throws RangeError for an empty list
 * @example
 * constantPixelError([{ height: 1, width: 4, data: Int32Array.of(1, 1, 0, 1) }]); // 0.25
 */
export function constantPixelError(truths: readonly LabelArray[]): number {
  checkList('constantPixelError', 'truths', truths, 'slice');
  let pixels = 0;
  let inside = 0;
  for (const [slice, truth] of truths.entries()) {
    checkLabelArray('constantPixelError', `truths[${slice}]`, truth);
    pixels += truth.data.length;
    for (let index = 0; index < truth.data.length; index++) {
      if (truth.data[index] !== 0) inside++;
    }
  }
  return Math.min(inside, pixels - inside) / pixels;
}
