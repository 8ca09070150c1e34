import { type TensorInfo, util } from '@tensorflow/tfjs-core';

/**
 * Throws unless all tensors are float32 of the shape of the first.
 * @returns the number of values of each
 * @throws RangeError
 */
export function checkSame(where: string, inputs: Readonly<Record<string, TensorInfo>>): number {
  const { shape } = Object.values(inputs)[0]!;
  for (const [name, info] of Object.entries(inputs)) {
    if (info.dtype !== 'float32' || !util.arraysEqual(info.shape, shape)) {
      throw new RangeError(`${where}: ${name} must be float32 [${shape}], got ${info.dtype} [${info.shape}]`);
    }
  }
  return util.sizeFromShape(shape);
}
