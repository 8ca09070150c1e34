import type { ImageArray, Random } from '@unet/tensor/arrays';
import {
  checkFinite,
  checkImageArray,
  checkNotNegative,
  checkOptions,
  checkPositive,
  checkRandom,
  checkSwitch,
} from '@unet/tensor/internal';
import type { AugmentOptions, DrawOptions } from './augment-options.ts';
import { checkDrawOptions } from './check-options.ts';
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

/** What {@link applyGreyValues} draws from. */
export interface ApplyGreyValuesOptions {
  /** The noise comes from its fork `noise`, channel by channel of each pixel in turn; it does not advance. */
  readonly random: Random;
}

/**
 * Draws the change of grey values of one sample. Each number comes from a fork of `random` with a name of its own; `random` does
 * not advance, so pass a fork for each sample.
 * @throws TypeError for an unknown option or another type, RangeError for a value out of range
 * @example
 * const values = drawGreyValues({ gain: 1.2, noise: 0.05, random: random.fork(step) });
 */
export function drawGreyValues(options: DrawOptions): GreyValues {
  checkDrawOptions('drawGreyValues', options);
  return greyValuesOf(options, options.random);
}

/** {@link drawGreyValues} unchecked. */
export function greyValuesOf(options: AugmentOptions, random: Random): GreyValues {
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
 * @returns a new image
 * @throws TypeError for an unknown option or another type, RangeError for a value out of range
 * @example
 * const sample = random.fork(step);
 * const noisy = applyGreyValues(image, drawGreyValues({ noise: 0.2, random: sample }), { random: sample });
 */
export function applyGreyValues(image: ImageArray, values: GreyValues, options: ApplyGreyValuesOptions): ImageArray {
  const where = 'applyGreyValues';
  checkImageArray(where, 'image', image);
  checkGreyValues(where, values, options);
  const data = image.data.slice();
  changeGreyValues(data, values, options.random);
  return { height: image.height, width: image.width, channels: image.channels, data };
}

/** Throws unless `values` and `options` are those of `applyGreyValues`, in either entry. */
export function checkGreyValues(where: string, values: GreyValues, options: ApplyGreyValuesOptions): void {
  checkOptions(where, values, { gamma: true, gain: true, offset: true, noise: true, clip: true }, 'values');
  checkPositive(where, 'values.gamma', values.gamma);
  checkFinite(where, 'values.gain', values.gain);
  checkFinite(where, 'values.offset', values.offset);
  checkNotNegative(where, 'values.noise', values.noise);
  checkSwitch(where, 'values.clip', values.clip);
  checkOptions(where, options, { random: true });
  checkRandom(where, options.random);
}

/** {@link applyGreyValues} in place and unchecked, for data that the caller alone holds. */
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

/** So many numbers of the noise, for the device: the same as {@link changeGreyValues} adds. */
export function drawNoise(count: number, noise: number, random: Random): Float32Array {
  const stream = random.fork('noise');
  return Float32Array.from({ length: count }, () => stream.normal(0, noise));
}
