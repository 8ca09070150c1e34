import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';

/**
 * Throws unless input, filter and bias of a layer fit together. The kernels behind the operations do not look: they would read
 * beyond their inputs.
 * @param where name of the calling function, the start of the message
 * @param bias of a layer that has one
 * @throws RangeError, TypeError for values that are not float32
 */
export function checkLayer(where: string, x: Tensor4D, filter: Tensor4D, bias?: Tensor1D): void {
  for (const [name, tensor] of Object.entries({ x, filter, bias })) {
    if (tensor === undefined) continue;
    if (tensor.dtype !== 'float32') throw new TypeError(`${where}: ${name} must be float32, got ${tensor.dtype}`);
  }
  if (x.shape.length !== 4) {
    throw new RangeError(`${where}: x must be [batch, height, width, channels], got [${x.shape}]`);
  }
  if (filter.shape.length !== 4 || filter.shape[2] !== x.shape[3]) {
    throw new RangeError(`${where}: filter must be [rows, columns, ${x.shape[3]}, out], got [${filter.shape}]`);
  }
  if (bias === undefined) return;
  if (bias.shape.length !== 1 || bias.shape[0] !== filter.shape[3]) {
    throw new RangeError(`${where}: bias must be [${filter.shape[3]}], got [${bias.shape}]`);
  }
}
