import {
  cast,
  concat,
  equal,
  MaxPool,
  MaxPoolGrad,
  mul,
  onesLike,
  reshape,
  slice,
  sub,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { hasKernel, runKernel } from './backend-kernel.ts';
import { differentiable } from './custom-gradient.ts';

const WINDOW = { filterSize: [2, 2], strides: [2, 2], pad: 'valid' } as const;

/**
 * 2 x 2 max-pooling with stride 2, with its own gradient: it goes to the largest pixel of each window. Where several are
 * equally large it goes to one of them, and which one depends on the backend; after a rectifier these are zeros, which pass no
 * gradient on.
 * @param x `[batch, height, width, channels]`, height and width even
 * @returns `[batch, height / 2, width / 2, channels]`, owned by the caller
 * @throws RangeError if height or width is odd
 * @example
 * const pooled = maxPool(features);
 */
export function maxPool(x: Tensor4D): Tensor4D {
  const [, height, width] = x.shape;
  if (height % 2 !== 0 || width % 2 !== 0) {
    throw new RangeError(`maxPool: height and width must be even, got ${height} x ${width}`);
  }
  return differentiable<Tensor4D>(
    [x],
    () => {
      const value = runKernel(MaxPool, { x }, { ...WINDOW });
      return { value, saved: [x, value] };
    },
    (dy, [input, output]) => [
      hasKernel(MaxPoolGrad)
        ? runKernel(MaxPoolGrad, { dy, input: input!, output: output! }, { ...WINDOW })
        : toFirstMaximum(dy as Tensor4D, input as Tensor4D, output as Tensor4D),
    ],
  );
}

/** The gradient from plain element-wise operations: each of the four pixels of a window takes `dy` if it is the first maximum. */
function toFirstMaximum(dy: Tensor4D, x: Tensor4D, y: Tensor4D): Tensor {
  const [batch, height, width, channels] = y.shape;
  // In [windows' rows, 2, windows' columns, 2 * channels] every pixel of a window is one rectangular slice.
  const rows = batch * height;
  const windows = reshape(x, [rows, 2, width, 2 * channels]);
  const flatY = reshape(y, [rows, 1, width, channels]);
  const flatDy = reshape(dy, [rows, 1, width, channels]);
  let untaken: Tensor = onesLike(flatY);
  const take = (row: number, column: number): Tensor => {
    const pixel = slice(windows, [0, row, 0, column * channels], [rows, 1, width, channels]);
    const first = mul(untaken, cast(equal(pixel, flatY), 'float32'));
    untaken = sub(untaken, first);
    return mul(flatDy, first);
  };
  const upper = concat([take(0, 0), take(0, 1)], 3);
  const lower = concat([take(1, 0), take(1, 1)], 3);
  return reshape(concat([upper, lower], 1), x.shape);
}
