import { engine, getBackend, getKernel, type NamedAttrMap, type Tensor } from '@tensorflow/tfjs-core';

/**
 * Kernels beyond those of TensorFlow.js that a backend may have for whole operations of this package, such as `@unet/backend-simd` has:
 *
 * - ReluGrad `{ dy, y }`: dy where y > 0, else 0
 * - UpConvolution2D `{ x, filter, bias }`, attribute activation; UpConvolution2DBackpropInput `{ dy, filter }`;
 *   UpConvolution2DBackpropFilter `{ x, dy }`
 * - WeightedCrossEntropy `{ logits, label, weight }`; WeightedCrossEntropyGrad `{ dy, logits, label, weight }`
 */
type BackendKernel =
  | 'ReluGrad'
  | 'UpConvolution2D'
  | 'UpConvolution2DBackpropInput'
  | 'UpConvolution2DBackpropFilter'
  | 'WeightedCrossEntropy'
  | 'WeightedCrossEntropyGrad';

/** Whether the current backend has such a kernel. */
export function hasBackendKernel(name: BackendKernel): boolean {
  return getKernel(name, getBackend()) !== undefined;
}

/** Runs such a kernel, which has one result. */
export function runBackendKernel<Result extends Tensor>(
  name: BackendKernel,
  inputs: Readonly<Record<string, Tensor>>,
  attributes: NamedAttrMap = {},
): Result {
  return engine().runKernel(name, inputs, attributes) as Tensor as Result;
}
