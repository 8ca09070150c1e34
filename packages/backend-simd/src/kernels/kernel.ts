import {
  getKernel,
  type KernelConfig,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import type { SimdBackend } from '../backend.ts';

/** What a kernel is called with. */
export interface KernelCall<Inputs, Attributes> {
  readonly inputs: Inputs;
  readonly attrs: Attributes;
  readonly backend: SimdBackend;
}

/**
 * Makes the registration of a kernel.
 * @param compute returns the result, or undefined where it does not apply (a type or a rank that is not worth a kernel of its own): the `cpu`
 * kernel then computes it on the same memory
 */
export function kernel<Inputs extends object, Attributes extends object = NamedAttrMap>(
  kernelName: string,
  compute: (call: KernelCall<Inputs, Attributes>) => TensorInfo | TensorInfo[] | undefined,
): KernelConfig {
  return {
    kernelName,
    backendName: 'simd',
    kernelFunc(params) {
      const { inputs, attrs, backend } = params;
      const call = {
        inputs: inputs as NamedTensorInfoMap as Inputs,
        attrs: attrs as object as Attributes,
        backend: backend as SimdBackend,
      };
      return compute(call) ?? call.backend.onCpu(() => getKernel(kernelName, 'cpu').kernelFunc(params));
    },
  };
}
