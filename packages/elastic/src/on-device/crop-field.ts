import { slice, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Size } from '@unet/tensor';
import { centralPart } from '../crop-field.ts';
import { checkField, sizeOf } from './check-field.ts';
import type { DisplacementField } from './displacement-field.ts';

/**
 * The central part of a field. With valid convolutions the label is smaller than the image about the same centre: it moves by this
 * part of the image's field. Where a difference in size is odd, the part lies half a pixel towards the top left.
 * @param field stays the caller's
 * @param size rows and columns of the part, at most the field's
 * @returns a field that the caller owns
 * @throws RangeError for a size that is not two positive integers or is larger than the field
 * @example
 * const labelField = cropField(imageField, { height: 388, width: 388 });
 */
export function cropField(field: DisplacementField, size: Size): DisplacementField {
  checkField('cropField', 'field', field);
  const { top, left } = centralPart('cropField', sizeOf(field.rows), size);
  const part = (plane: Tensor2D): Tensor2D => slice(plane, [top, left], [size.height, size.width]);
  return { rows: part(field.rows), columns: part(field.columns) };
}
