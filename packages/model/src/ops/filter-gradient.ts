import {
  Conv2DBackpropFilter,
  concat,
  conv2d,
  engine,
  getBackend,
  matMul,
  pad,
  reshape,
  slice,
  type Tensor2D,
  type Tensor4D,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import type { Padding } from './convolution.ts';
import { hasGradientKernel } from './gradient-kernels.ts';
import { prefersManySums, productOverPixels } from './sums-over-pixels.ts';

/** Largest matrix of shifted inputs that is made at once, in float32 values (64 MiB); larger ones go tap by tap. */
const LARGEST_MATRIX = 1 << 24;

/**
 * Gradient of a stride-1 convolution with respect to its filter: for each tap the product of the input, shifted by the tap,
 * with the gradient of the sums, over all pixels.
 * @param x `[batch, height, width, in]`
 * @param dy gradient of the sums, `[batch, height', width', out]`
 * @param filterShape `[rows, columns, in, out]`
 */
export function filterGradient(x: Tensor4D, dy: Tensor4D, filterShape: Tensor4D['shape'], padding: Padding): Tensor4D {
  if (hasGradientKernel(Conv2DBackpropFilter)) {
    return engine().runKernel(
      Conv2DBackpropFilter,
      { x, dy },
      { filterShape, strides: [1, 1], pad: padding, dataFormat: 'NHWC' },
    ) as Tensor4D;
  }
  return tidy(() => {
    const framed = padding === 'same' ? frame(x, filterShape) : x;
    if (getBackend() === 'cpu') return asConvolution(framed, dy);
    const product = prefersManySums() ? tapByTap(framed, dy, filterShape) : allTaps(framed, dy, filterShape);
    return reshape(product, filterShape);
  });
}

/** Adds the zeros that 'same' padding implies. */
function frame(x: Tensor4D, [rows, columns]: Tensor4D['shape']): Tensor4D {
  const [above, left] = [(rows - 1) >> 1, (columns - 1) >> 1];
  return pad(x, [
    [0, 0],
    [above, rows - 1 - above],
    [left, columns - 1 - left],
    [0, 0],
  ]);
}

/** The taps of a filter as (row, column), row by row. */
function tapsOf([rows, columns]: Tensor4D['shape']): [row: number, column: number][] {
  return Array.from({ length: rows * columns }, (_, tap) => [Math.floor(tap / columns), tap % columns]);
}

/**
 * One convolution whose kernel is `dy`, batch and channels having changed places. For `cpu`, whose convolution is a plain loop
 * and whose matrix product is twenty times slower.
 */
function asConvolution(x: Tensor4D, dy: Tensor4D): Tensor4D {
  const gradient = conv2d(transpose(x, [3, 1, 2, 0]), transpose(dy, [1, 2, 0, 3]), 1, 'valid');
  return transpose(gradient, [1, 2, 0, 3]);
}

/** One product over all pixels and taps, `[taps * in, pixels] x [pixels, out]`; in groups of taps when that would be large. */
function allTaps(x: Tensor4D, dy: Tensor4D, filterShape: Tensor4D['shape']): Tensor2D {
  const [batch, height, width, outputs] = dy.shape;
  const inputs = x.shape[3];
  const pixels = batch * height * width;
  const right = reshape(dy, [pixels, outputs]);
  // Channels first, so that a shifted slice is already the transposed matrix.
  const planes = transpose(x, [3, 0, 1, 2]);
  const taps = tapsOf(filterShape);
  const groupSize = Math.max(1, Math.min(taps.length, Math.floor(LARGEST_MATRIX / (inputs * pixels))));
  const products: Tensor2D[] = [];
  for (let first = 0; first < taps.length; first += groupSize) {
    const group = taps.slice(first, first + groupSize);
    products.push(
      tidy(() => {
        const shifted = group.map(
          ([row, column]): Tensor2D =>
            reshape(slice(planes, [0, 0, row, column], [inputs, batch, height, width]), [inputs, pixels]),
        );
        return matMul(joined(shifted), right);
      }),
    );
  }
  return joined(products);
}

/** For each tap one product in many short sums. */
function tapByTap(x: Tensor4D, dy: Tensor4D, filterShape: Tensor4D['shape']): Tensor2D {
  const [batch, height, width, outputs] = dy.shape;
  const inputs = x.shape[3];
  const right = reshape(dy, [-1, outputs]) as Tensor2D;
  const products = tapsOf(filterShape).map(([row, column]) =>
    tidy(() => {
      const shifted = slice(x, [0, row, column, 0], [batch, height, width, inputs]);
      return productOverPixels(reshape(shifted, [-1, inputs]), right);
    }),
  );
  return joined(products);
}

function joined(matrices: Tensor2D[]): Tensor2D {
  return matrices.length === 1 ? matrices[0]! : concat(matrices, 0);
}
