import { add, div, mul, sqrt, square, sub, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { hasKernel, runKernelOfMany } from './backend-kernel.ts';

/** What an update by Adam reads. */
export interface AdamInputs {
  readonly parameter: Tensor;
  /** Mean of the gradients. */
  readonly mean: Tensor;
  /** Mean of their squares. */
  readonly squares: Tensor;
  readonly gradient: Tensor;
}

/** Settings of an update by Adam. */
export interface AdamSettings {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Steps that were taken before this one. */
  readonly step: number;
}

/**
 * One step of Adam (Kingma and Ba 2015, algorithm 1) for one parameter, by a kernel that reads and writes each value once where the backend
 * has it:
 *
 *     mean      = beta1 * mean + (1 - beta1) * gradient
 *     squares   = beta2 * squares + (1 - beta2) * gradient^2
 *     parameter = parameter - learningRate * (mean / (1 - beta1^t)) / (sqrt(squares / (1 - beta2^t)) + epsilon)
 *
 * with t counted from 1.
 * @returns the next parameter, mean and squares, owned by the caller
 */
export function adamUpdate(
  inputs: AdamInputs,
  settings: AdamSettings,
): [parameter: Tensor, mean: Tensor, squares: Tensor] {
  const { parameter, gradient } = inputs;
  const { learningRate, beta1, beta2, epsilon, step } = settings;
  if (hasKernel('AdamUpdate')) {
    const read = { variable: parameter, mean: inputs.mean, square: inputs.squares, gradient };
    return runKernelOfMany('AdamUpdate', read, { ...settings }) as [Tensor, Tensor, Tensor];
  }
  const meanCorrection = 1 - beta1 ** (step + 1);
  const squareCorrection = 1 - beta2 ** (step + 1);
  return tidy(() => {
    const mean = add(mul(inputs.mean, beta1), mul(gradient, 1 - beta1));
    const squares = add(mul(inputs.squares, beta2), mul(square(gradient), 1 - beta2));
    const scale = add(sqrt(div(squares, squareCorrection)), epsilon);
    return [sub(parameter, div(mul(mean, learningRate / meanCorrection), scale)), mean, squares];
  });
}
