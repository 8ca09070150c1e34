import { type Tensor, zerosLike } from '@tensorflow/tfjs-core';
import { adamUpdate } from '@unet/model/internal-tensors';
import { checkOptions, checkPositive } from '@unet/tensor/internal';
import { checkDecay } from './check-decay.ts';
import type { Optimizer } from './optimizer.ts';

/** Options of {@link adam}. */
export interface AdamOptions {
  /** Decay of the mean of the gradients. Default 0.9. */
  readonly beta1?: number | undefined;
  /** Decay of the mean of their squares. Default 0.999. */
  readonly beta2?: number | undefined;
  /** Keeps the division finite. Default 1e-8. */
  readonly epsilon?: number | undefined;
}

/**
 * Adam (Kingma and Ba 2015, algorithm 1):
 *
 *     mean      = beta1 * mean + (1 - beta1) * gradient
 *     square    = beta2 * square + (1 - beta2) * gradient^2
 *     parameter = parameter - learningRate * (mean / (1 - beta1^t)) / (sqrt(square / (1 - beta2^t)) + epsilon)
 *
 * with t counted from 1. Learning rates about 1e-3 are usual; `train` takes the rate, as its `schedule`.
 * @throws RangeError for decays outside [0, 1), or epsilon not above 0; TypeError for an unknown option
 */
export function adam(options: AdamOptions = {}): Optimizer {
  checkOptions('adam', options, { beta1: true, beta2: true, epsilon: true });
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
  checkDecay('adam', 'beta1', beta1);
  checkDecay('adam', 'beta2', beta2);
  checkPositive('adam', 'epsilon', epsilon);
  const meanSlot = (name: string) => `mean/${name}`;
  const squareSlot = (name: string) => `square/${name}`;
  return {
    name: 'adam',
    settings: { beta1, beta2, epsilon },
    initialise: (parameters) =>
      Object.fromEntries(
        Object.entries(parameters).flatMap(([name, value]) => [
          [meanSlot(name), zerosLike(value)],
          [squareSlot(name), zerosLike(value)],
        ]),
      ),
    update: ({ parameters, gradients, state, learningRate, step }) => {
      const next = { parameters: {} as Record<string, Tensor>, state: {} as Record<string, Tensor> };
      for (const [name, parameter] of Object.entries(parameters)) {
        const [value, mean, squares] = adamUpdate(
          {
            parameter,
            mean: state[meanSlot(name)]!,
            squares: state[squareSlot(name)]!,
            gradient: gradients[name]!,
          },
          { learningRate, beta1, beta2, epsilon, step },
        );
        next.parameters[name] = value;
        next.state[meanSlot(name)] = mean;
        next.state[squareSlot(name)] = squares;
      }
      return next;
    },
  };
}
