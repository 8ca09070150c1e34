import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { NumericType } from '../../tensor-data.ts';

/** A tensor whose values have 4 bytes. What they mean is no matter to kernels that only move them. */
export interface WordTensor extends TensorInfo {
  readonly dtype: Exclude<NumericType, 'bool'>;
}

/** Whether a tensor's values have 4 bytes: all but truth values, which have one, and what does not lie in WebAssembly memory. */
export function hasWords(tensor: TensorInfo): tensor is WordTensor {
  return tensor.dtype === 'float32' || tensor.dtype === 'int32';
}
