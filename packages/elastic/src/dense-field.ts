import type { Random, Size } from '@unet/tensor/arrays';
import type { DisplacementFieldArrays } from './displacement-field.ts';
import type { DenseNumbers } from './elastic-kind.ts';
import { type DenseFieldOptions, settleDenseField } from './field-options.ts';
import { smoothNoise } from './smooth-noise.ts';

/**
 * Draws a dense elastic field: uniform noise in [-1, 1) for each pixel and axis, smoothed by a Gaussian, times alpha
 * (Simard, Steinkraus and Platt 2003, "Best practices for convolutional neural networks applied to visual document analysis",
 * section 2). Well inside, a displacement has a standard deviation of about alpha / (2 sigma sqrt(3 pi)) pixels, 1.7 by default:
 * the noise has variance 1/3, of which the Gaussian keeps 1 / (4 pi sigma^2), and a little more for being truncated. Towards the
 * border the displacements fade, since the noise is zero beyond.
 * @throws TypeError for an unknown option or if `random` is not a Random, RangeError for a number out of range
 * @example
 * const field = denseField({ height: 572, width: 572, random: createRandom(1) });
 */
export function denseField(options: DenseFieldOptions): DisplacementFieldArrays {
  return drawDense(settleDenseField('denseField', options), options, options.random);
}

/** {@link denseField} unchecked. */
export function drawDense(numbers: Required<DenseNumbers>, size: Size, random: Random): DisplacementFieldArrays {
  const { height, width } = size;
  const noise = new Float32Array(height * width);
  const axis = (): Float32Array => {
    fillWithNoise(noise, random);
    return scale(smoothNoise(noise, { height, width, ...numbers }), numbers.alpha);
  };
  return { height, width, rows: axis(), columns: axis() };
}

/** Fills an array with uniform noise in [-1, 1). */
export function fillWithNoise(noise: Float32Array, random: Random): void {
  for (let index = 0; index < noise.length; index++) noise[index] = random.uniform(-1, 1);
}

function scale(values: Float32Array, factor: number): Float32Array {
  for (let index = 0; index < values.length; index++) values[index] = factor * values[index]!;
  return values;
}
