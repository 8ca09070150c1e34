import type { Random } from '@unet/tensor/arrays';
import { checkCount, checkFinite, checkOptions, checkRandom } from './checks.ts';
import type { DisplacementField } from './displacement-field.ts';
import { checkKernel, smoothNoise } from './smooth-noise.ts';

/** How {@link denseField} draws. */
export interface DenseFieldOptions {
  readonly height: number;
  readonly width: number;
  /** Drawn from `2 * height * width` times: all vertical displacements row by row, then all horizontal ones. */
  readonly random: Random;
  /** Standard deviation of the smoothing Gaussian in pixels, default 5. */
  readonly sigma?: number;
  /** Factor on the smoothed noise in pixels, default 50. */
  readonly alpha?: number;
  /** Side of the truncated Gaussian in pixels, odd, default 25. It does not grow with sigma by itself. */
  readonly kernelSize?: number;
}

/**
 * Draws a dense elastic field: uniform noise in [-1, 1) for each pixel and axis, smoothed by a Gaussian, times alpha
 * (Simard, Steinkraus and Platt 2003, "Best practices for convolutional neural networks applied to visual document analysis",
 * section 2). Well inside, a displacement has a standard deviation of about alpha / (2 sigma sqrt(3 pi)) pixels, 1.7 by default:
 * the noise has variance 1/3, of which the Gaussian keeps 1 / (4 pi sigma^2), and a little more for being truncated. Towards the
 * border the displacements fade, since the noise is zero beyond.
 * @throws RangeError for a size, sigma, alpha or kernelSize that cannot be; TypeError for a random that draws nothing
 * @example
 * const field = denseField({ height: 572, width: 572, random: createRandom(1) });
 */
export function denseField(options: DenseFieldOptions): DisplacementField {
  const where = 'denseField';
  checkOptions(where, 'options', options);
  const { height, width, random, sigma = 5, alpha = 50, kernelSize = 25 } = options;
  checkCount(where, 'height', height);
  checkCount(where, 'width', width);
  checkRandom(where, 'random', random);
  checkKernel(where, sigma, kernelSize);
  checkFinite(where, 'alpha', alpha);
  const noise = new Float32Array(height * width);
  const axis = (): Float32Array => {
    fillWithNoise(noise, random);
    return scale(smoothNoise(noise, { height, width, sigma, kernelSize }), alpha);
  };
  return { height, width, rows: axis(), columns: axis() };
}

function fillWithNoise(noise: Float32Array, random: Random): void {
  for (let index = 0; index < noise.length; index++) noise[index] = random.uniform(-1, 1);
}

function scale(values: Float32Array, factor: number): Float32Array {
  for (let index = 0; index < values.length; index++) values[index] = factor * values[index]!;
  return values;
}
