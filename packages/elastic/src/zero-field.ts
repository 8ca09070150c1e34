import type { Size } from '@unet/tensor/arrays';
import { checkSize } from '@unet/tensor/internal';
import type { DisplacementFieldArrays } from './displacement-field.ts';

/**
 * The field that moves nothing: warping by it returns the input bit for bit.
 * @param size rows and columns; an image or label gives its own
 * @throws RangeError unless both are positive integers
 * @example
 * const copy = warpImage(image, zeroField(image));
 */
export function zeroField(size: Size): DisplacementFieldArrays {
  checkSize('zeroField', 'size', size);
  const { height, width } = size;
  return { height, width, rows: new Float32Array(height * width), columns: new Float32Array(height * width) };
}
