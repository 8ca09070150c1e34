import { checkCount } from './checks.ts';
import type { DisplacementField } from './displacement-field.ts';

/**
 * The field that moves nothing: warping by it returns the input bit for bit.
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @throws RangeError for a size that is no positive integer
 * @example
 * const copy = warpImage(image, zeroField(image.height, image.width));
 */
export function zeroField(height: number, width: number): DisplacementField {
  checkCount('zeroField', 'height', height);
  checkCount('zeroField', 'width', width);
  return { height, width, rows: new Float32Array(height * width), columns: new Float32Array(height * width) };
}
