import { add, mul, sub, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { hasKernel, runKernelOfMany } from './backend-kernel.ts';

/** What an update by momentum reads. */
export interface MomentumInputs {
  readonly parameter: Tensor;
  readonly velocity: Tensor;
  readonly gradient: Tensor;
}

/** Settings of an update by momentum. */
export interface MomentumSettings {
  readonly learningRate: number;
  /** Share of the last velocity that is kept. */
  readonly momentum: number;
}

/**
 * One step of gradient descent with momentum (Polyak 1964) for one parameter, by a kernel that reads and writes each value once where the
 * backend has it:
 *
 *     velocity  = momentum * velocity + gradient
 *     parameter = parameter - learningRate * velocity
 *
 * @returns the next parameter and velocity, owned by the caller
 */
export function momentumUpdate(
  inputs: MomentumInputs,
  settings: MomentumSettings,
): [parameter: Tensor, velocity: Tensor] {
  const { parameter, velocity, gradient } = inputs;
  const { learningRate, momentum } = settings;
  if (hasKernel('SgdMomentumUpdate')) {
    const read = { variable: parameter, accumulation: velocity, gradient };
    return runKernelOfMany('SgdMomentumUpdate', read, { learningRate, momentum }) as [Tensor, Tensor];
  }
  return tidy(() => {
    const next = add(mul(velocity, momentum), gradient);
    return [sub(parameter, mul(next, learningRate)), next];
  });
}
