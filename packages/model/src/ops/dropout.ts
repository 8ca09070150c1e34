import { mul, type Tensor4D, tensor } from '@tensorflow/tfjs-core';
import { describe, type Random } from '@unet/tensor';
import { differentiable } from './custom-gradient.ts';

/**
 * Inverted dropout (Srivastava et al. 2014): sets each value to 0 with probability `rate` and scales the others by
 * 1 / (1 - rate), with its own gradient. The mask is drawn on the CPU, so that a seed gives the same one on every backend.
 * @param x `[batch, height, width, channels]`
 * @param rate in [0, 1)
 * @returns a tensor of the same shape, owned by the caller
 * @throws RangeError for another rate
 * @example
 * const thinned = dropout(features, 0.5, random.fork('bottom'));
 */
export function dropout(x: Tensor4D, rate: number, random: Random): Tensor4D {
  if (!(rate >= 0 && rate < 1)) throw new RangeError(`dropout: rate must be in [0, 1), got ${describe(rate)}`);
  const kept = 1 / (1 - rate);
  const mask = Float32Array.from({ length: x.size }, () => (random.uniform() < rate ? 0 : kept));
  const factors = () => tensor(mask, x.shape);
  return differentiable<Tensor4D>(
    [x],
    () => ({ value: mul(x, factors()), saved: [] }),
    (dy) => [mul(dy, factors())],
  );
}
