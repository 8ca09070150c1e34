import { checkCount } from './checks.ts';
import { checkField, type DisplacementField } from './displacement-field.ts';

/**
 * The central part of a field, as a copy. With valid convolutions the label is smaller than the image about the same centre: it
 * moves by this part of the image's field. Where a difference in size is odd, the part lies half a pixel towards the top left.
 * @param height rows of the part, at most the field's
 * @param width columns of the part, at most the field's
 * @throws RangeError for a size that is no positive integer or larger than the field
 * @example
 * const labelField = cropField(imageField, 388, 388);
 */
export function cropField(field: DisplacementField, height: number, width: number): DisplacementField {
  checkField('cropField', 'field', field);
  checkCount('cropField', 'height', height);
  checkCount('cropField', 'width', width);
  if (height > field.height || width > field.width) {
    throw new RangeError(
      `cropField: height and width must not exceed the field's ${field.height} x ${field.width}, got ${height} x ${width}`,
    );
  }
  const top = Math.floor((field.height - height) / 2);
  const left = Math.floor((field.width - width) / 2);
  const rows = new Float32Array(height * width);
  const columns = new Float32Array(height * width);
  for (let row = 0; row < height; row++) {
    const start = (top + row) * field.width + left;
    rows.set(field.rows.subarray(start, start + width), row * width);
    columns.set(field.columns.subarray(start, start + width), row * width);
  }
  return { height, width, rows, columns };
}
