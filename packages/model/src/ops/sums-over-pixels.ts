import {
  getBackend,
  matMul,
  ones,
  pad,
  reshape,
  sum,
  type Tensor1D,
  type Tensor2D,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';

/** Pixels in one partial sum on a GPU: long enough to be worth a thread, short enough to give every core some. */
const PIXELS_PER_SUM = 1024;
/** Most float32 values in the partial sums on a GPU (16 MiB). */
const LARGEST_PARTIAL_SUMS = 1 << 22;

/** Whether sums over all pixels should be split into many short ones, as a GPU wants, rather than be one long sum. */
export function prefersManySums(): boolean {
  return getBackend().startsWith('webg');
}

/**
 * `left^T right`, the sum over all pixels of outer products.
 * @param left `[pixels, in]`
 * @param right `[pixels, out]`
 * @returns `[in, out]`, owned by the caller
 */
export function productOverPixels(left: Tensor2D, right: Tensor2D): Tensor2D {
  // wasm is slow where it has to transpose within the product.
  return prefersManySums() ? productInPieces(left, right) : tidy(() => matMul(transpose(left), right));
}

/**
 * As {@link productOverPixels}, each piece of the pixels on its own, and then the sum of the pieces.
 * @param pixelsPerSum at most so many pixels in a piece, unless the pieces would become too many
 * @param largestPartialSums most float32 values in the products of all pieces; a single piece may take more
 */
export function productInPieces(
  left: Tensor2D,
  right: Tensor2D,
  pixelsPerSum: number = PIXELS_PER_SUM,
  largestPartialSums: number = LARGEST_PARTIAL_SUMS,
): Tensor2D {
  const pixels = left.shape[0];
  const most = Math.max(1, Math.floor(largestPartialSums / (left.shape[1] * right.shape[1])));
  const pieces = Math.min(most, Math.ceil(pixels / pixelsPerSum));
  const length = Math.ceil(pixels / pieces);
  // The last piece is filled up with zeros, which add nothing.
  const cut = (matrix: Tensor2D) => {
    const whole = pad(matrix, [
      [0, pieces * length - pixels],
      [0, 0],
    ]);
    return reshape(whole, [pieces, length, matrix.shape[1]]);
  };
  return tidy(() => sum(matMul(cut(left), cut(right), true, false), 0));
}

/** The sum of a matrix `[pixels, channels]` over its pixels, `[channels]`. */
export function sumOverPixels(matrix: Tensor2D): Tensor1D {
  if (getBackend() !== 'wasm') return sum(matrix, 0);
  // wasm would transpose to sum over the leading axis; as a product it shares the packed matrix of the filter gradient.
  return tidy(() => reshape(matMul(ones([1, matrix.shape[0]]), matrix), [-1]) as Tensor1D);
}
