import { dispose, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Size } from '@unet/tensor';
import { checkObject, checkWeight } from '@unet/tensor/internal';

/**
 * Where every pixel of a warped image comes from: output pixel (row, column) samples the source at
 * (row + rows[row, column], column + columns[row, column]). Displacements are in pixels; pixel centres lie at whole coordinates;
 * positive values point down and to the right. Both tensors belong to whoever holds the field; {@link disposeField} releases them.
 */
export interface DisplacementField {
  /** Vertical displacements, float32 `[height, width]`. */
  readonly rows: Tensor2D;
  /** Horizontal displacements, float32 `[height, width]`. */
  readonly columns: Tensor2D;
}

/**
 * Releases the two tensors of a field.
 * @example
 * disposeField(field);
 */
export function disposeField(field: DisplacementField): void {
  dispose([field.rows, field.columns]);
}

/** Throws unless `value` is a whole {@link DisplacementField}. Its numbers stay on the device. */
export function checkField(where: string, argument: string, value: DisplacementField): void {
  checkObject(where, argument, value, '{ rows, columns }');
  checkWeight(where, `${argument}.rows`, value.rows);
  checkWeight(where, `${argument}.columns`, value.columns);
  const [height, width] = value.rows.shape;
  const [otherHeight, otherWidth] = value.columns.shape;
  if (height === otherHeight && width === otherWidth) return;
  throw new RangeError(
    `${where}: ${argument}.columns must have the shape of the rows, [${height},${width}], got [${otherHeight},${otherWidth}]`,
  );
}

/** Height and width of a tensor whose first axes these are. */
export function sizeOf(tensor: { readonly shape: readonly number[] }): Size {
  return { height: tensor.shape[0]!, width: tensor.shape[1]! };
}
