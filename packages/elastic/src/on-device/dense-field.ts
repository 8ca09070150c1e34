import { conv2d, reshape, type Tensor2D, tensor4d, tidy, unstack } from '@tensorflow/tfjs-core';
import { type Random, requireBackend, type Size } from '@unet/tensor';
import { fillWithNoise } from '../dense-field.ts';
import type { DenseNumbers } from '../elastic-kind.ts';
import { type DenseFieldOptions, settleDenseField } from '../field-options.ts';
import { fullKernel } from '../smooth-noise.ts';
import type { DisplacementField } from './displacement-field.ts';

/**
 * Draws a dense elastic field: uniform noise in [-1, 1) for each pixel and axis, smoothed by a Gaussian, times alpha
 * (Simard, Steinkraus and Platt 2003, "Best practices for convolutional neural networks applied to visual document analysis",
 * section 2). By default displacements have a standard deviation of about 1.7 pixels and fade towards the border.
 *
 * The noise is drawn on the CPU and smoothed on the device: the same seed gives the field of `denseField` in `@unet/elastic/arrays`,
 * up to float32 rounding. Synchronous, nothing is read from the device.
 * @returns a field that the caller owns
 * @throws TypeError for an unknown option or if `random` is not a Random, RangeError for a number out of range
 * @example
 * const field = denseField({ height: 572, width: 572, random: createRandom(1) });
 */
export function denseField(options: DenseFieldOptions): DisplacementField {
  const numbers = settleDenseField('denseField', options);
  requireBackend('denseField');
  return drawDense(numbers, options, options.random);
}

/** {@link denseField} unchecked. */
export function drawDense(numbers: Required<DenseNumbers>, size: Size, random: Random): DisplacementField {
  const { height, width } = size;
  const { sigma, alpha, kernelSize } = numbers;
  // Both axes at once, vertical displacements first, which is the order of the stream.
  const noise = new Float32Array(2 * height * width);
  fillWithNoise(noise, random);
  const kernel = fullKernel(sigma, kernelSize);
  return tidy(() => {
    const planes = tensor4d(noise, [2, height, width, 1]);
    const down = tensor4d(kernel, [kernelSize, 1, 1, 1]);
    const along = tensor4d(
      kernel.map((value) => alpha * value),
      [1, kernelSize, 1, 1],
    );
    // With `same` and an odd kernel the plane is padded by zeros alike on both sides.
    const smoothed = conv2d(conv2d(planes, down, 1, 'same'), along, 1, 'same');
    const [rows, columns] = unstack(reshape(smoothed, [2, height, width])) as [Tensor2D, Tensor2D];
    return { rows, columns };
  });
}
