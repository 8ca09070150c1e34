import { Conv2DBackpropFilter, conv2d, reshape, type Tensor4D, tidy, transpose } from '@tensorflow/tfjs-core';
import { hasKernel, runKernel } from './backend-kernel.ts';
import { currentPolicy } from './backend-policy.ts';
import { frame } from './frame.ts';
import type { Padding } from './padding.ts';
import { PIXELS_PER_SUM } from './pixel-pieces.ts';
import { tapProductsAtOnce, tapProductsInPieces } from './tap-products.ts';

/** Multiplications of a filter gradient that a GPU does in about the time that starting a kernel takes. */
const FEW_PRODUCTS = 1 << 22;

/**
 * Gradient of a stride-1 convolution with respect to its filter: for each tap the product of the input, shifted by the tap,
 * with the gradient of the sums, over all pixels.
 * @param x `[batch, height, width, in]`
 * @param dy gradient of the sums, `[batch, height', width', out]`
 * @param filterShape `[rows, columns, in, out]`
 */
export function filterGradient(x: Tensor4D, dy: Tensor4D, filterShape: Tensor4D['shape'], padding: Padding): Tensor4D {
  const { filterGradient: way, sums, channelsPerProduct } = currentPolicy();
  if (hasKernel(Conv2DBackpropFilter) || (sums === 'short' && isSmall(dy, filterShape))) {
    const attributes = { filterShape, strides: [1, 1], pad: padding, dataFormat: 'NHWC' };
    return runKernel(Conv2DBackpropFilter, { x, dy }, attributes);
  }
  return tidy(() => {
    const framed = padding === 'same' ? frame(x, filterShape) : x;
    if (way === 'convolution') return asConvolution(framed, dy);
    const products =
      sums === 'short'
        ? tapProductsInPieces(framed, dy, filterShape, channelsPerProduct)
        : tapProductsAtOnce(framed, dy, filterShape);
    return reshape(products, filterShape);
  });
}

/**
 * Whether it is so little for a GPU that TensorFlow.js's one kernel is done before those of a composition have all been started: a few
 * short sums.
 */
function isSmall(dy: Tensor4D, [rows, columns, inputs, outputs]: Tensor4D['shape']): boolean {
  const pixels = dy.size / outputs;
  return pixels <= PIXELS_PER_SUM && pixels * rows * columns * inputs * outputs <= FEW_PRODUCTS;
}

/** One convolution whose kernel is `dy`, batch and channels having changed places. */
function asConvolution(x: Tensor4D, dy: Tensor4D): Tensor4D {
  const gradient = conv2d(transpose(x, [3, 1, 2, 0]), transpose(dy, [1, 2, 0, 3]), 1, 'valid');
  return transpose(gradient, [1, 2, 0, 3]);
}
