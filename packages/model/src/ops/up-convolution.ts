import {
  add,
  depthToSpace,
  matMul,
  mul,
  relu,
  reshape,
  step,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  tidy,
  tile,
  transpose,
} from '@tensorflow/tfjs-core';
import { checkLayer } from './check-layer.ts';
import { differentiable } from './custom-gradient.ts';
import { productOverPixels, sumOverPixels } from './sums-over-pixels.ts';

/**
 * 2 x 2 up-convolution with stride 2 (transposed convolution), bias and activation, with its own gradient: every pixel becomes
 * a 2 x 2 square, so that it is one matrix product per pixel and a rearrangement.
 * @param x `[batch, height, width, in]`
 * @param filter `[2, 2, in, out]`
 * @param bias `[out]`
 * @param activation 'linear' as in the paper's figure, 'relu' as in the authors' Caffe release; default 'linear'
 * @returns `[batch, 2 height, 2 width, out]`, owned by the caller
 * @throws RangeError if the shapes do not fit together or the kernel is not 2 x 2
 * @example
 * const upsampled = upConvolution(x, filter, bias, 'relu');
 */
export function upConvolution(
  x: Tensor4D,
  filter: Tensor4D,
  bias: Tensor1D,
  activation: 'linear' | 'relu' = 'linear',
): Tensor4D {
  checkLayer('upConvolution', x, filter, bias);
  const [batch, height, width, inputs] = x.shape;
  const [rows, columns, , outputs] = filter.shape;
  if (rows !== 2 || columns !== 2) {
    throw new RangeError(`upConvolution: filter must be 2 x 2, got ${rows} x ${columns}`);
  }
  return differentiable<Tensor4D>(
    [x, filter, bias],
    () => {
      const value = tidy(() => {
        const squares = add(matMul(asMatrix(x), filterMatrix(filter)), tile(bias, [4]));
        const active = activation === 'relu' ? relu(squares) : squares;
        return depthToSpace(reshape(active, [batch, height, width, 4 * outputs]) as Tensor4D, 2, 'NHWC');
      });
      return { value, saved: activation === 'relu' ? [x, filter, value] : [x, filter] };
    },
    (dy, [savedX, savedFilter, savedY]) => {
      const dSum = (savedY === undefined ? dy : mul(dy, step(savedY))) as Tensor4D;
      const squares = asSquares(dSum);
      const dx = matMul(squares, transpose(filterMatrix(savedFilter as Tensor4D)));
      const dFilter = productOverPixels(asMatrix(savedX as Tensor4D), squares);
      return [
        reshape(dx, x.shape),
        transpose(reshape(dFilter, [inputs, 2, 2, outputs]), [1, 2, 0, 3]),
        sum(reshape(sumOverPixels(squares), [4, outputs]), 0),
      ];
    },
  );
}

function asMatrix(x: Tensor4D): Tensor2D {
  return reshape(x, [-1, x.shape[3]]);
}

/** `[in, 4 out]`: column (2 row + column) * out + channel belongs to that place of the square. */
function filterMatrix(filter: Tensor4D): Tensor2D {
  const [, , inputs, outputs] = filter.shape;
  return reshape(transpose(filter, [2, 0, 1, 3]), [inputs, 4 * outputs]);
}

/** The inverse of depth-to-space: `[batch, 2 height, 2 width, out]` to `[batch * height * width, 4 out]`. */
function asSquares(y: Tensor4D): Tensor2D {
  const [batch, height, width, outputs] = y.shape;
  const split: Tensor = reshape(y, [batch * (height / 2), 2, width / 2, 2 * outputs]);
  return reshape(transpose(split, [0, 2, 1, 3]), [-1, 4 * outputs]);
}
