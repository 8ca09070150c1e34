import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { kernel } from '../kernel.ts';
import { checkSame } from './check-same.ts';

interface SgdMomentumAttributes {
  readonly learningRate: number;
  readonly momentum: number;
}

/**
 * `SgdMomentumUpdate`, a kernel of this backend alone, for callers that look it up by `getKernel('SgdMomentumUpdate', 'simd')`: one step of
 * gradient descent with momentum in one pass, which reads and writes each value once.
 *
 *     accumulation' = momentum * accumulation + gradient
 *     variable'     = variable - learningRate * accumulation'
 *
 * Inputs variable, accumulation and gradient of one shape, float32, which stay as they are; results [variable', accumulation'], the same
 * bit for bit as from `mul`, `add`, `mul` and `sub`.
 */
export const sgdMomentumKernels: readonly KernelConfig[] = [
  kernel<Record<'variable' | 'accumulation' | 'gradient', TensorInfo>, SgdMomentumAttributes>(
    'SgdMomentumUpdate',
    ({ inputs: { variable, accumulation, gradient }, attrs: { learningRate, momentum }, backend }) => {
      const size = checkSame('SgdMomentumUpdate', { variable, accumulation, gradient });
      const newVariable = backend.makeOutputInfo(variable.shape, 'float32');
      const newAccumulation = backend.makeOutputInfo(accumulation.shape, 'float32');
      const job = {
        variable: backend.address(variable),
        velocity: backend.address(accumulation),
        gradient: backend.address(gradient),
        newVariable: backend.address(newVariable),
        newVelocity: backend.address(newAccumulation),
        count: size,
        momentum,
        rate: learningRate,
      };
      if (size > 0) backend.run('sgdMomentum', 20 * size, job);
      return [newVariable, newAccumulation];
    },
  ),
];
