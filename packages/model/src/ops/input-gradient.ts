import { Conv2DBackpropInput, conv2d, pad, reverse, type Tensor4D, tidy, transpose } from '@tensorflow/tfjs-core';
import { hasKernel, runKernel } from './backend-kernel.ts';
import { convolveInBands } from './convolution-bands.ts';
import type { Padding } from './padding.ts';

/**
 * Gradient of a stride-1 convolution with respect to its input.
 * @param inputShape `[batch, height, width, in]`
 * @param dy gradient of the sums, `[batch, height', width', out]`
 * @param filter `[rows, columns, in, out]`
 */
export function inputGradient(
  inputShape: Tensor4D['shape'],
  dy: Tensor4D,
  filter: Tensor4D,
  padding: Padding,
): Tensor4D {
  if (hasKernel(Conv2DBackpropInput)) {
    const attributes = { inputShape, strides: [1, 1], pad: padding, dataFormat: 'NHWC' };
    return runKernel(Conv2DBackpropInput, { dy, filter }, attributes);
  }
  return tidy(() => {
    // Each input pixel was seen by every tap: a full convolution of dy with the filter turned by 180 degrees, in and out swapped.
    const turned = transpose(reverse(filter, [0, 1]), [0, 1, 3, 2]);
    const convolve = (band: Tensor4D, pad: Padding): Tensor4D => conv2d(band, turned, 1, pad);
    if (padding === 'same') return convolveInBands(dy, turned.shape, 'same', convolve);
    const [rows, columns] = filter.shape;
    if (rows === 1 && columns === 1) return convolve(dy, 'valid');
    const framed = pad(dy, [
      [0, 0],
      [rows - 1, rows - 1],
      [columns - 1, columns - 1],
      [0, 0],
    ]);
    return convolveInBands(framed, turned.shape, 'valid', convolve);
  });
}
