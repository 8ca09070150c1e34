import { checkImageArray, describe, type ImageArray, type Random } from '@unet/tensor/arrays';
import type { AugmentOptions } from './augment-options.ts';
import { checkAugmentOptions } from './check-options.ts';
import { checkObject, checkRandom } from './checks.ts';
import { drawFactor } from './draw-factor.ts';

/** A change of grey values, the same for all pixels but for the noise. */
export interface GreyValues {
  /** Exponent, > 0; 1 changes nothing. */
  readonly gamma: number;
  /** Factor; 1 changes nothing. */
  readonly gain: number;
  /** Addition. */
  readonly offset: number;
  /** Standard deviation of the normally distributed noise, independent for each value. */
  readonly noise: number;
  /** Whether the result is cut to [0, 1]. */
  readonly clip: boolean;
}

/**
 * Draws the change of grey values of one sample. Each number comes from a fork of `random` with a name of its own; `random` does
 * not advance, so pass a fork for each sample.
 * @throws TypeError or RangeError for options or a random that cannot be
 * @example
 * const values = drawGreyValues({ gain: 1.2, noise: 0.05 }, random.fork(step));
 */
export function drawGreyValues(options: AugmentOptions, random: Random): GreyValues {
  checkAugmentOptions('drawGreyValues', options);
  checkRandom('drawGreyValues', random);
  const { gamma = 1, gain = 1, offset = 0, noise = 0, clip = false } = options;
  return {
    gamma: drawFactor(gamma, random.fork('gamma')),
    gain: drawFactor(gain, random.fork('gain')),
    offset: random.fork('offset').uniform(-offset, offset),
    noise,
    clip,
  };
}

/**
 * Changes grey values: gain * sign(v) |v|^gamma + offset + noise, cut to [0, 1] if `clip` says so and otherwise as large as they
 * come. (The sign keeps the power of a negative value, such as earlier noise leaves, a number.)
 * @param image left as it is
 * @param random the noise comes from its fork `noise`, channel by channel of each pixel in turn; it does not advance
 * @returns a new image
 * @throws TypeError or RangeError for an argument that cannot be
 * @example
 * const noisy = applyGreyValues(image, drawGreyValues({ noise: 0.2 }, sample), sample);
 */
export function applyGreyValues(image: ImageArray, values: GreyValues, random: Random): ImageArray {
  const where = 'applyGreyValues';
  checkImageArray(where, 'image', image);
  checkObject(where, 'values', values);
  for (const name of ['gamma', 'gain', 'offset', 'noise'] as const) {
    if (!Number.isFinite(values[name])) {
      throw new RangeError(`${where}: values.${name} must be a finite number, got ${describe(values[name])}`);
    }
  }
  if (values.gamma <= 0) throw new RangeError(`${where}: values.gamma must be > 0, got ${values.gamma}`);
  if (values.noise < 0) throw new RangeError(`${where}: values.noise must be >= 0, got ${values.noise}`);
  checkRandom(where, random);
  const data = image.data.slice();
  changeGreyValues(data, values, random);
  return { height: image.height, width: image.width, channels: image.channels, data };
}

/** {@link applyGreyValues} in place and unchecked, for data that nobody else holds. */
export function changeGreyValues(data: Float32Array, values: GreyValues, random: Random): void {
  const { gamma, gain, offset, noise, clip } = values;
  if (gamma !== 1) {
    // exp(gamma log v) takes V8 half the time of v ** gamma, and float32 cannot tell them apart. The logarithm of 0 gives 0 again.
    for (let index = 0; index < data.length; index++) {
      const value = data[index]!;
      const power = Math.exp(gamma * Math.log(Math.abs(value)));
      data[index] = value < 0 ? -power : power;
    }
  }
  if (gain !== 1 || offset !== 0) {
    for (let index = 0; index < data.length; index++) data[index] = gain * data[index]! + offset;
  }
  if (noise !== 0) {
    const stream = random.fork('noise');
    for (let index = 0; index < data.length; index++) data[index] = data[index]! + stream.normal(0, noise);
  }
  if (clip) {
    for (let index = 0; index < data.length; index++) data[index] = Math.min(1, Math.max(0, data[index]!));
  }
}
