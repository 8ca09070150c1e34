import type { Size } from '@unet/tensor/arrays';
import { checkSize } from '@unet/tensor/internal';
import { checkFieldArrays, type DisplacementFieldArrays } from './displacement-field.ts';

/**
 * The central part of a field, as a copy. With valid convolutions the label is smaller than the image about the same centre: it
 * moves by this part of the image's field. Where a difference in size is odd, the part lies half a pixel towards the top left.
 * @param size rows and columns of the part, at most the field's; a label gives its own
 * @throws RangeError for a size that is not two positive integers or is larger than the field
 * @example
 * const labelField = cropField(imageField, { height: 388, width: 388 });
 */
export function cropField(field: DisplacementFieldArrays, size: Size): DisplacementFieldArrays {
  checkFieldArrays('cropField', 'field', field);
  const { top, left } = centralPart('cropField', field, size);
  const { height, width } = size;
  const rows = new Float32Array(height * width);
  const columns = new Float32Array(height * width);
  for (let row = 0; row < height; row++) {
    const start = (top + row) * field.width + left;
    rows.set(field.rows.subarray(start, start + width), row * width);
    columns.set(field.columns.subarray(start, start + width), row * width);
  }
  return { height, width, rows, columns };
}

/** Where the central part of a field begins; throws unless it is one. */
export function centralPart(where: string, whole: Size, size: Size): { top: number; left: number } {
  checkSize(where, 'size', size);
  const { height, width } = size;
  if (height > whole.height || width > whole.width) {
    throw new RangeError(
      `${where}: size must not exceed the field's, ${whole.height} x ${whole.width}, got ${height} x ${width}`,
    );
  }
  return { top: Math.floor((whole.height - height) / 2), left: Math.floor((whole.width - width) / 2) };
}
