import { conv2d, depthToSpace, reshape, reverse, type Tensor4D, tidy, transpose } from '@tensorflow/tfjs-core';
import { checkInteger, checkOptions, checkSwitch } from '@unet/tensor/internal';
import { checkLayer } from './check-layer.ts';
import { convolveInBands } from './convolution-bands.ts';
import { differentiable } from './custom-gradient.ts';
import { filterGradient } from './filter-gradient.ts';
import { inputGradient } from './input-gradient.ts';
import { asSquares } from './squares.ts';

/** Options of {@link transposedConvolution}. */
export interface TransposedConvolutionOptions {
  /** Times that the output is as fine as the input, at least 2. */
  readonly stride: number;
  /** False where the filter is fixed; saves the computation of its gradient. Default true. */
  readonly filterGradient?: boolean;
}

/**
 * Transposed convolution by which an FCN upsamples (Long et al. 2015, section 3.3): with a kernel of twice the stride, without bias, with its
 * own gradient. Only what lies between the centres of the outermost pixels is there: whatever is further out would depend on pixels that `x`
 * does not have.
 *
 * Each 2 x 2 pixels of `x` then decide about a square of `stride` x `stride` pixels, so that it is computed, on every backend, as a convolution of
 * 2 x 2 with all pixels of that square as its channels, and a rearrangement.
 * @param x `[batch, height, width, in]`
 * @param filter `[2 stride, 2 stride, in, out]`
 * @returns `[batch, stride * (height - 1), stride * (width - 1), out]`, owned by the caller
 * @throws RangeError if the shapes do not fit together, or `x` has no 2 x 2 pixels; TypeError for an unknown option
 * @example
 * const scores = transposedConvolution(coarse, filter, { stride: 8 });
 */
export function transposedConvolution(x: Tensor4D, filter: Tensor4D, options: TransposedConvolutionOptions): Tensor4D {
  const where = 'transposedConvolution';
  checkOptions(where, options, { stride: true, filterGradient: true });
  const { stride, filterGradient: needsFilter = true } = options;
  checkInteger(where, 'stride', stride, 2);
  checkSwitch(where, 'filterGradient', needsFilter);
  checkLayer(where, x, filter);
  checkKernel(where, x, filter, stride);
  const [, , inputs, outputs] = filter.shape;
  const squaresShape: Tensor4D['shape'] = [2, 2, inputs, stride * stride * outputs];
  return differentiable<Tensor4D>(
    needsFilter ? [x, filter] : [x],
    () => {
      const squares = squaresFilter(filter, stride);
      const convolve = (band: Tensor4D): Tensor4D => conv2d(band, squares, 1, 'valid');
      const value = depthToSpace(convolveInBands(x, squaresShape, 'valid', convolve), stride, 'NHWC');
      return { value, saved: needsFilter ? [filter, x] : [filter] };
    },
    (dy, [savedFilter, savedX], letGo) => {
      const dSquares = asSquares(dy as Tensor4D, stride);
      letGo(dy);
      const dx = inputGradient(x.shape, dSquares, squaresFilter(savedFilter as Tensor4D, stride), 'valid');
      if (!needsFilter) return [dx];
      const dFilter = filterGradient(savedX as Tensor4D, dSquares, squaresShape, 'valid');
      return [dx, filterOfSquares(dFilter, stride)];
    },
  );
}

// Along each axis, tap `stride * half + place` of a filter is what a pixel adds to that place of the square before it (half 0) or after it (half
// 1). Of the two pixels that a square lies between, the first adds its half 1: the halves change their order. No tensor below has more than
// four axes, which is as many as all backends reverse.

/** `[2 stride, 2 stride, in, out]` to `[2, 2, in, stride * stride * out]`. */
function squaresFilter(filter: Tensor4D, stride: number): Tensor4D {
  return tidy(() => {
    const [, , inputs, outputs] = filter.shape;
    const places = stride * stride;
    const split = reshape(filter, [2, stride, 2, stride * inputs * outputs]);
    const halves = reshape(transpose(split, [0, 2, 1, 3]), [4, places, inputs, outputs]);
    return reshape(transpose(reverse(halves, 0), [0, 2, 1, 3]), [2, 2, inputs, places * outputs]);
  });
}

/** The inverse of {@link squaresFilter}. */
function filterOfSquares(squares: Tensor4D, stride: number): Tensor4D {
  return tidy(() => {
    const [, , inputs, channels] = squares.shape;
    const places = stride * stride;
    const outputs = channels / places;
    const halves = transpose(reshape(squares, [4, inputs, places, outputs]), [0, 2, 1, 3]);
    const split = reshape(reverse(halves, 0), [2, 2, stride, stride * inputs * outputs]);
    return reshape(transpose(split, [0, 2, 1, 3]), [2 * stride, 2 * stride, inputs, outputs]);
  });
}

function checkKernel(where: string, x: Tensor4D, filter: Tensor4D, stride: number): void {
  const [rows, columns] = filter.shape;
  if (rows !== 2 * stride || columns !== 2 * stride) {
    throw new RangeError(
      `${where}: filter must be ${2 * stride} x ${2 * stride}, twice the stride, got ${rows} x ${columns}`,
    );
  }
  const [, height, width] = x.shape;
  if (height >= 2 && width >= 2) return;
  throw new RangeError(`${where}: x must have at least 2 x 2 pixels, got ${height} x ${width}`);
}
