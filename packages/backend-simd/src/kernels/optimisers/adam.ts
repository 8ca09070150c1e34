import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { kernel } from '../kernel.ts';
import { checkSame } from './check-same.ts';

interface AdamAttributes {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Number of steps that were taken before this one. */
  readonly step: number;
}

/**
 * `AdamUpdate`, a kernel of this backend alone, for callers that look it up by `getKernel('AdamUpdate', 'simd')`: one step of Adam (Kingma
 * and Ba 2015, algorithm 1) in one pass, which reads and writes each value once.
 *
 *     mean'     = beta1 * mean + (1 - beta1) * gradient
 *     square'   = beta2 * square + (1 - beta2) * gradient^2
 *     variable' = variable - learningRate * (mean' / (1 - beta1^t)) / (sqrt(square' / (1 - beta2^t)) + epsilon),  t = step + 1
 *
 * Inputs variable, mean, square and gradient of one shape, float32, which stay as they are; results [variable', mean', square'], the same bit
 * for bit as from `mul`, `add`, `square`, `div`, `sqrt` and `sub`.
 */
export const adamKernels: readonly KernelConfig[] = [
  kernel<Record<'variable' | 'mean' | 'square' | 'gradient', TensorInfo>, AdamAttributes>(
    'AdamUpdate',
    ({ inputs: { variable, mean, square, gradient }, attrs, backend }) => {
      const { learningRate, beta1, beta2, epsilon, step } = attrs;
      const size = checkSame('AdamUpdate', { variable, mean, square, gradient });
      const newVariable = backend.makeOutputInfo(variable.shape, 'float32');
      const newMean = backend.makeOutputInfo(mean.shape, 'float32');
      const newSquare = backend.makeOutputInfo(square.shape, 'float32');
      const job = {
        variable: backend.address(variable),
        mean: backend.address(mean),
        square: backend.address(square),
        gradient: backend.address(gradient),
        newVariable: backend.address(newVariable),
        newMean: backend.address(newMean),
        newSquare: backend.address(newSquare),
        count: size,
        beta1,
        rest1: 1 - beta1,
        beta2,
        rest2: 1 - beta2,
        rate: learningRate / (1 - beta1 ** (step + 1)),
        correction: 1 - beta2 ** (step + 1),
        epsilon,
      };
      if (size > 0) backend.run('adam', 28 * size, job);
      return [newVariable, newMean, newSquare];
    },
  ),
];
