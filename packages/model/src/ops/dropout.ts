import { mul, type Tensor4D, tensor } from '@tensorflow/tfjs-core';
import type { Random } from '@unet/tensor';
import { checkOptions, checkRandom, describe } from '@unet/tensor/internal';
import { differentiable } from './custom-gradient.ts';

/** Options of {@link dropout}. */
export interface DropoutOptions {
  /** Probability with which a value becomes 0, in [0, 1). */
  readonly rate: number;
  /** Draws the mask. */
  readonly random: Random;
}

/**
 * Inverted dropout (Srivastava et al. 2014): sets each value to 0 with probability `rate` and scales the others by
 * 1 / (1 - rate), with its own gradient. The mask is drawn on the CPU, so that a seed gives the same one on every backend.
 * @param x `[batch, height, width, channels]`
 * @returns a tensor of the same shape, owned by the caller
 * @throws RangeError for a rate outside of [0, 1), TypeError for an unknown option
 * @example
 * const thinned = dropout(features, { rate: 0.5, random: random.fork('bottom') });
 */
export function dropout(x: Tensor4D, options: DropoutOptions): Tensor4D {
  checkOptions('dropout', options, { rate: true, random: true });
  const { rate, random } = options;
  checkRandom('dropout', random);
  if (!(rate >= 0 && rate < 1)) throw new RangeError(`dropout: rate must be in [0, 1), got ${describe(rate)}`);
  const kept = 1 / (1 - rate);
  const mask = Float32Array.from({ length: x.size }, () => (random.uniform() < rate ? 0 : kept));
  return scaled(x, () => tensor(mask, x.shape));
}

/**
 * Scales each value, with its own gradient.
 * @param factors makes them, in the shape of x; called again for the gradient, so that they are not held in between
 */
export function scaled(x: Tensor4D, factors: () => Tensor4D): Tensor4D {
  return differentiable<Tensor4D>(
    [x],
    () => ({ value: mul(x, factors()), saved: [] }),
    (dy) => [mul(dy, factors())],
  );
}
