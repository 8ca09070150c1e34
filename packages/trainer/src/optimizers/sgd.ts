import { add, mul, sub, type Tensor, tidy, zerosLike } from '@tensorflow/tfjs-core';
import type { NamedTensors, Optimizer } from './optimizer.ts';

/** Options of {@link sgd}. */
export interface SgdOptions {
  /** Share of the last velocity that is kept. Default 0.99 (Ronneberger et al. 2015, section 3). */
  readonly momentum?: number;
}

/**
 * Stochastic gradient descent with momentum (Polyak 1964), as in PyTorch:
 *
 *     velocity  = momentum * velocity + gradient
 *     parameter = parameter - learningRate * velocity
 *
 * A step at momentum 0.99 moves up to 100 times its learning rate in the end: hence rates of 1e-3 and below.
 */
export function sgd(options: SgdOptions = {}): Optimizer {
  const { momentum = 0.99 } = options;
  if (!(momentum >= 0 && momentum < 1)) throw new RangeError(`sgd: momentum must be in [0, 1), got ${momentum}`);
  const slot = (name: string) => `velocity/${name}`;
  return {
    name: 'sgd',
    initialise: (parameters) =>
      Object.fromEntries(Object.entries(parameters).map(([name, value]) => [slot(name), zerosLike(value)])),
    update: ({ parameters, gradients, state, learningRate }) => {
      const next = { parameters: {} as Record<string, Tensor>, state: {} as Record<string, Tensor> };
      for (const [name, parameter] of Object.entries(parameters)) {
        const velocity = tidy(() => add(mul(state[slot(name)]!, momentum), gradients[name]!));
        next.state[slot(name)] = velocity;
        next.parameters[name] = tidy(() => sub(parameter, mul(velocity, learningRate)));
      }
      return next satisfies { parameters: NamedTensors; state: NamedTensors };
    },
  };
}
