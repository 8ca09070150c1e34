import { fill, matMul, reshape, sum, type Tensor1D, type Tensor2D, tidy, transpose } from '@tensorflow/tfjs-core';
import { currentPolicy } from './backend-policy.ts';
import { piecesOfRows, productsInPieces } from './pixel-pieces.ts';

/**
 * `left^T right`, the sum over all pixels of outer products.
 * @param left `[pixels, in]`
 * @param right `[pixels, out]`
 * @param rows of the image, or of all images of a batch, that the pixels are of
 * @returns `[in, out]`, owned by the caller
 */
export function productOverPixels(left: Tensor2D, right: Tensor2D, rows: number): Tensor2D {
  // wasm is slow where it has to transpose within the product.
  if (currentPolicy().sums === 'long') return tidy(() => matMul(transpose(left), right));
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
  const { pixelSum, sums } = currentPolicy();
  if (pixelSum === 'kernel') return sum(matrix, 0);
  return tidy(() => {
    const product =
      sums === 'long' ? matMul(fill([1, pixels], 1), matrix) : productOverPixels(fill([pixels, 1], 1), matrix, rows);
    return reshape(product, [channels]);
  });
}
