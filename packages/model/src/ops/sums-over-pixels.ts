import {
  fill,
  getBackend,
  matMul,
  ones,
  reshape,
  sum,
  type Tensor1D,
  type Tensor2D,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import { piecesOfRows, productsInPieces } from './pixel-pieces.ts';

/** Whether sums over all pixels should be split into many short ones, as a GPU wants, rather than be one long sum. */
export function prefersManySums(): boolean {
  return getBackend().startsWith('webg');
}

/**
 * `left^T right`, the sum over all pixels of outer products.
 * @param left `[pixels, in]`
 * @param right `[pixels, out]`
 * @param rows of the image, or of all images of a batch, that the pixels are of
 * @returns `[in, out]`, owned by the caller
 */
export function productOverPixels(left: Tensor2D, right: Tensor2D, rows: number): Tensor2D {
  // wasm is slow where it has to transpose within the product.
  if (!prefersManySums()) return tidy(() => matMul(transpose(left), right));
  const pieces = piecesOfRows(rows, left.shape[0] / rows, left.shape[1] * right.shape[1]);
  return productsInPieces([() => left], right, pieces);
}

/**
 * The sum of a matrix over its pixels.
 * @param matrix `[pixels, channels]`
 * @param rows of the image, or of all images of a batch, that the pixels are of
 * @returns `[channels]`, owned by the caller
 */
export function sumOverPixels(matrix: Tensor2D, rows: number): Tensor1D {
  const [pixels, channels] = matrix.shape;
  switch (getBackend()) {
    case 'wasm':
      // It would transpose to sum over the leading axis; as a product it shares the packed matrix of the filter gradient.
      return tidy(() => reshape(matMul(ones([1, pixels]), matrix), [channels]));
    case 'webgpu':
      // It would give each channel one workgroup for all pixels, and transpose.
      return tidy(() => reshape(productOverPixels(fill([pixels, 1], 1), matrix, rows), [channels]));
    default:
      return sum(matrix, 0);
  }
}
