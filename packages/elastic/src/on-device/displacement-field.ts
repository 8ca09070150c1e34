import { dispose, type Tensor2D } from '@tensorflow/tfjs-core';
import { checkForm } from '@unet/tensor/internal';

// A type and not an interface: only types pass as what `tf.tidy` returns and `tf.dispose` takes.

/**
 * Where every pixel of a warped image comes from: output pixel (row, column) samples the source at
 * (row + rows[row, column], column + columns[row, column]). Displacements are in pixels; pixel centres lie at whole coordinates;
 * positive values point down and to the right. {@link disposeField} releases both tensors.
 */
export type DisplacementField = {
  /** Vertical displacements, float32 `[height, width]`. */
  readonly rows: Tensor2D;
  /** Horizontal displacements, float32 `[height, width]`. */
  readonly columns: Tensor2D;
};

/**
 * Releases the two tensors of a field.
 * @example
 * disposeField(field);
 */
export function disposeField(field: DisplacementField): void {
  checkForm('disposeField', 'field', field, ['rows', 'columns']);
  dispose([field.rows, field.columns]);
}
