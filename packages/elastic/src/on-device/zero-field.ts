import { type Tensor2D, zeros } from '@tensorflow/tfjs-core';
import { requireBackend, type Size } from '@unet/tensor';
import { checkSize } from '@unet/tensor/internal';
import type { DisplacementField } from './displacement-field.ts';

/**
 * The field that moves nothing: warping by it copies the input.
 * @returns a field that the caller owns
 * @throws RangeError unless height and width are positive integers
 * @example
 * const copy = warpImage(image, zeroField({ height: 512, width: 512 }));
 */
export function zeroField(size: Size): DisplacementField {
  checkSize('zeroField', 'size', size);
  requireBackend('zeroField');
  const plane = (): Tensor2D => zeros([size.height, size.width]);
  return { rows: plane(), columns: plane() };
}
