import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { NumericType } from '../tensor-data.ts';

/**
 * Throws unless the inputs have these types. For kernels of this backend alone, which no operation of TensorFlow.js guards: they take bits as
 * they are, and a value of one byte for four.
 * @throws TypeError
 */
export function checkTypes<Name extends string>(
  kernelName: string,
  inputs: Readonly<Record<Name, TensorInfo>>,
  types: Readonly<Record<Name, NumericType>>,
): void {
  for (const name of Object.keys(types) as Name[]) {
    if (inputs[name].dtype !== types[name]) {
      throw new TypeError(`${kernelName}: ${name} must be ${types[name]}, got ${inputs[name].dtype}`);
    }
  }
}
