import { concat, fill, matMul, reshape, type Tensor2D, type Tensor3D, tidy, transpose } from '@tensorflow/tfjs-core';
import { currentPolicy } from './backend-policy.ts';

/**
 * Most pixels in one partial sum on a GPU: few enough to give every core some, and to end long before a watchdog looks. Where one
 * of the matrices is a vector, webgl would write out all products of more than 1000 pixels before it adds them.
 */
export const PIXELS_PER_SUM = 1000;
/** Most float32 values in the partial sums (32 MiB). */
const LARGEST_PARTIAL_SUMS = 1 << 23;

/**
 * Into how many pieces of whole image rows a product over all pixels is cut: as few as keep the sums short. Pieces of equal size
 * are views of the matrices; any others would have to be copied and filled up.
 * @param rows of the image, or of all images of a batch
 * @param columns of the image
 * @param sums values that the product of one piece has
 * @param pixelsPerSum at most so many pixels in a piece, unless a row has more or the pieces would become too many
 * @param largestPartialSums most float32 values in the products of all pieces; a single piece may have more
 * @returns a divisor of `rows`
 */
export function piecesOfRows(
  rows: number,
  columns: number,
  sums: number,
  pixelsPerSum: number = PIXELS_PER_SUM,
  largestPartialSums: number = LARGEST_PARTIAL_SUMS,
): number {
  let pieces = 1;
  for (let divisor = 1; divisor <= rows && divisor * sums <= largestPartialSums; divisor++) {
    if (rows % divisor !== 0) continue;
    pieces = divisor;
    if ((rows / divisor) * columns <= pixelsPerSum) break;
  }
  return pieces;
}

/**
 * `left^T right`, the sum over all pixels of outer products, for several left matrices and one right one: each piece of the pixels
 * on its own, and then the sum of the pieces.
 * @param lefts make the matrices `[pixels, in]`, which are released after their product
 * @param right `[pixels, out]`
 * @param pieces a divisor of the number of pixels
 * @returns the products one below the other, `[sum of all in, out]`, owned by the caller
 */
export function productsInPieces(lefts: readonly (() => Tensor2D)[], right: Tensor2D, pieces: number): Tensor2D {
  return tidy(() => {
    const cut = (matrix: Tensor2D): Tensor3D => reshape(matrix, [pieces, -1, matrix.shape[1]]);
    const turned = currentPolicy().turnsFactor;
    const rightPieces = turned ? transpose(cut(right), [0, 2, 1]) : cut(right);
    const products = lefts.map((left) => tidy((): Tensor3D => matMul(cut(left()), rightPieces, true, turned)));
    return sumOfPieces(products.length === 1 ? products[0]! : concat(products, 1));
  });
}

/** As a product with ones: the sums of TensorFlow.js first transpose, and webgpu gives each of the many short ones a whole workgroup. */
function sumOfPieces(products: Tensor3D): Tensor2D {
  const [pieces, inputs, outputs] = products.shape;
  if (pieces === 1) return reshape(products, [inputs, outputs]);
  const sums = matMul(fill([1, pieces], 1), reshape(products, [pieces, inputs * outputs]));
  return reshape(sums, [inputs, outputs]);
}
