import { type Scalar, type Tensor, type Tensor3D, type Tensor4D, valueAndGrads } from '@tensorflow/tfjs-core';
import { weightedCrossEntropy } from './ops/weighted-cross-entropy.ts';
import type { Parameters } from './parameters.ts';

/** What a network should say, and how much each pixel counts. */
export interface Target {
  /** int32 `[batch, height, width]`. */
  readonly label: Tensor3D;
  /** `[batch, height, width]`. */
  readonly weight: Tensor3D;
}

/**
 * The weighted cross entropy of what a network says, and its gradients with respect to all of its parameters.
 * @param logitsOf what it says with some parameters, in the sizes of the target
 * @returns a scalar, and tensors by the names of `parameters`, all owned by the caller
 */
export function lossAndGradients(
  logitsOf: (parameters: Parameters) => Tensor4D,
  parameters: Parameters,
  { label, weight }: Target,
): { readonly loss: Scalar; readonly gradients: Parameters } {
  const names = Object.keys(parameters);
  const named = (tensors: readonly Tensor[]): Parameters =>
    Object.fromEntries(names.map((name, index) => [name, tensors[index]!]));
  const lossOf = (...values: Tensor[]): Scalar => weightedCrossEntropy(logitsOf(named(values)), label, weight);
  const { value, grads } = valueAndGrads(lossOf)(names.map((name) => parameters[name]!));
  return { loss: value as Scalar, gradients: named(grads) };
}
