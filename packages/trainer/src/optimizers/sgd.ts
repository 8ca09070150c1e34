import { type Tensor, zerosLike } from '@tensorflow/tfjs-core';
import { momentumUpdate } from '@unet/model/internal-tensors';
import { checkOptions } from '@unet/tensor/internal';
import { checkDecay } from './check-decay.ts';
import type { Optimizer } from './optimizer.ts';

/** Options of {@link sgd}. */
export interface SgdOptions {
  /** Share of the last velocity that is kept. Default 0.99 (Ronneberger et al. 2015, section 3). */
  readonly momentum?: number | undefined;
}

/**
 * Stochastic gradient descent with momentum (Polyak 1964), as in PyTorch:
 *
 *     velocity  = momentum * velocity + gradient
 *     parameter = parameter - learningRate * velocity
 *
 * Under a constant gradient, momentum 0.99 ends in steps of 100 times the learning rate: hence rates of 1e-3 and below.
 * @throws RangeError unless the momentum is in [0, 1); TypeError for an unknown option
 */
export function sgd(options: SgdOptions = {}): Optimizer {
  checkOptions('sgd', options, { momentum: true });
  const { momentum = 0.99 } = options;
  checkDecay('sgd', 'momentum', momentum);
  const slot = (name: string) => `velocity/${name}`;
  return {
    name: 'sgd',
    settings: { momentum },
    initialise: (parameters) =>
      Object.fromEntries(Object.entries(parameters).map(([name, value]) => [slot(name), zerosLike(value)])),
    update: ({ parameters, gradients, state, learningRate }) => {
      const next = { parameters: {} as Record<string, Tensor>, state: {} as Record<string, Tensor> };
      for (const [name, parameter] of Object.entries(parameters)) {
        const inputs = { parameter, velocity: state[slot(name)]!, gradient: gradients[name]! };
        const [value, velocity] = momentumUpdate(inputs, { learningRate, momentum });
        next.parameters[name] = value;
        next.state[slot(name)] = velocity;
      }
      return next;
    },
  };
}
