import { abs, add, clipByValue, clone, mul, pow, sign, type Tensor3D, tensor3d, tidy } from '@tensorflow/tfjs-core';
import type { Image, Random } from '@unet/tensor';
import { checkImage } from '@unet/tensor/internal';
import { type ApplyGreyValuesOptions, checkGreyValues, drawNoise, type GreyValues } from '../grey-values.ts';

/**
 * Changes grey values: gain * sign(v) |v|^gamma + offset + noise, cut to [0, 1] if `clip` says so and otherwise as large as they
 * come. (The sign keeps the power of a negative value, such as earlier noise leaves, a number.)
 *
 * The noise is drawn on the CPU, everything is computed on the device; synchronous, nothing is read from it. The same seed gives the values
 * of `applyGreyValues` in `@unet/augment/arrays` to 1e-4.
 * @param image float32 `[height, width, channels]`; it stays the caller's
 * @returns a new image that the caller owns
 * @throws TypeError for an unknown option or another type, RangeError for a value out of range
 * @example
 * const sample = random.fork(step);
 * const noisy = applyGreyValues(image, drawGreyValues({ noise: 0.2, random: sample }), { random: sample });
 */
export function applyGreyValues(image: Image, values: GreyValues, options: ApplyGreyValuesOptions): Image {
  const where = 'applyGreyValues';
  checkImage(where, 'image', image);
  checkGreyValues(where, values, options);
  return tidy(() => changeGreyValues(image, values, options.random));
}

/** {@link applyGreyValues} unchecked; a tensor of its own even where nothing changes. Tensors are released by the caller's `tidy`. */
export function changeGreyValues(image: Image, values: GreyValues, random: Random): Image {
  const { gamma, gain, offset, noise, clip } = values;
  let changed = clone(image);
  if (gamma !== 1) changed = mul(sign(changed), pow(abs(changed), gamma));
  if (gain !== 1) changed = mul(changed, gain);
  if (offset !== 0) changed = add(changed, offset);
  if (noise !== 0) changed = add<Tensor3D>(changed, tensor3d(drawNoise(image.size, noise, random), image.shape));
  return clip ? clipByValue(changed, 0, 1) : changed;
}
