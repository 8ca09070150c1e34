import {
  add,
  depthToSpace,
  matMul,
  relu,
  reshape,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  tidy,
  tile,
  transpose,
} from '@tensorflow/tfjs-core';
import { runKernel } from './backend-kernel.ts';
import { asSquares } from './squares.ts';
import { productOverPixels } from './sums-over-pixels.ts';

/** The three products of an up-convolution with a `[2, 2, in, out]` filter. */
interface UpConvolutionProducts {
  /** `[batch, height, width, in]` to `[batch, 2 height, 2 width, out]`, with bias and activation. */
  forward(x: Tensor4D, filter: Tensor4D, bias: Tensor1D, activation: 'linear' | 'relu'): Tensor4D;
  /** Gradient with respect to x. */
  inputGradient(dy: Tensor4D, filter: Tensor4D): Tensor4D;
  /** Gradient with respect to the filter. */
  filterGradient(x: Tensor4D, dy: Tensor4D): Tensor4D;
}

/** By kernels that a backend has for it. */
export const kernelUpConvolution: UpConvolutionProducts = {
  forward: (x, filter, bias, activation) => runKernel('UpConvolution2D', { x, filter, bias }, { activation }),
  inputGradient: (dy, filter) => runKernel('UpConvolution2DBackpropInput', { dy, filter }),
  filterGradient: (x, dy) => runKernel('UpConvolution2DBackpropFilter', { x, dy }),
};

/** By one matrix product per pixel and a rearrangement, which every backend has. */
export const composedUpConvolution: UpConvolutionProducts = {
  forward: (x, filter, bias, activation) =>
    tidy(() => {
      const [batch, height, width] = x.shape;
      const squares = add(matMul(asMatrix(x), filterMatrix(filter)), tile(bias, [4]));
      const active = activation === 'relu' ? relu(squares) : squares;
      return depthToSpace(reshape(active, [batch, height, width, 4 * filter.shape[3]]) as Tensor4D, 2, 'NHWC');
    }),
  inputGradient: (dy, filter) =>
    tidy(() => {
      const [batch, height, width] = dy.shape;
      const dx = matMul(asMatrix(asSquares(dy, 2)), transpose(filterMatrix(filter)));
      return reshape(dx, [batch, height / 2, width / 2, filter.shape[2]]);
    }),
  filterGradient: (x, dy) =>
    tidy(() => {
      const dFilter = productOverPixels(asMatrix(x), asMatrix(asSquares(dy, 2)), x.shape[0] * x.shape[1]);
      return transpose(reshape(dFilter, [x.shape[3], 2, 2, dy.shape[3]]), [1, 2, 0, 3]);
    }),
};

function asMatrix(x: Tensor4D): Tensor2D {
  return reshape(x, [-1, x.shape[3]]);
}

/** `[in, 4 out]`: column (2 row + column) * out + channel belongs to that place of the square. */
function filterMatrix(filter: Tensor4D): Tensor2D {
  const [, , inputs, outputs] = filter.shape;
  return reshape(transpose(filter, [2, 0, 1, 3]), [inputs, 4 * outputs]);
}
