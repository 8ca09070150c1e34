import { concat, matMul, reshape, slice, type Tensor2D, type Tensor4D, tidy, transpose } from '@tensorflow/tfjs-core';
import { productOverPixels } from './sums-over-pixels.ts';

/** Largest matrix of shifted inputs that is made at once, in float32 values (64 MiB). */
const LARGEST_MATRIX = 1 << 24;

/**
 * For each tap of a filter the product of the input, shifted by the tap, with `dy`, over all pixels; as one matrix product
 * `[taps * in, pixels] x [pixels, out]`, or in groups of taps where that matrix would be large.
 * @param x `[batch, height' + rows - 1, width' + columns - 1, in]`
 * @param dy `[batch, height', width', out]`
 * @param filterShape `[rows, columns, in, out]`
 * @param largestMatrix most float32 values in the matrix of shifted inputs; a single tap may take more
 * @returns `[rows * columns * in, out]`, owned by the caller
 */
export function tapProductsAtOnce(
  x: Tensor4D,
  dy: Tensor4D,
  filterShape: Tensor4D['shape'],
  largestMatrix: number = LARGEST_MATRIX,
): Tensor2D {
  const [batch, height, width, outputs] = dy.shape;
  const inputs = x.shape[3];
  const pixels = batch * height * width;
  return tidy(() => {
    const right = reshape(dy, [pixels, outputs]);
    // Channels first, so that a shifted slice is already the transposed matrix.
    const planes = transpose(x, [3, 0, 1, 2]);
    const taps = tapsOf(filterShape);
    const groupSize = Math.max(1, Math.min(taps.length, Math.floor(largestMatrix / (inputs * pixels))));
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
  });
}

/** As {@link tapProductsAtOnce}, with one product for each tap, in many short sums where the backend wants them. */
export function tapProductsOneByOne(x: Tensor4D, dy: Tensor4D, filterShape: Tensor4D['shape']): Tensor2D {
  const [batch, height, width, outputs] = dy.shape;
  const inputs = x.shape[3];
  return tidy(() => {
    const right: Tensor2D = reshape(dy, [-1, outputs]);
    const products = tapsOf(filterShape).map(([row, column]) =>
      tidy(() => {
        const shifted = slice(x, [0, row, column, 0], [batch, height, width, inputs]);
        return productOverPixels(reshape(shifted, [-1, inputs]), right);
      }),
    );
    return joined(products);
  });
}

/** The taps of a filter as (row, column), row by row. */
function tapsOf([rows, columns]: Tensor4D['shape']): [row: number, column: number][] {
  return Array.from({ length: rows * columns }, (_, tap) => [Math.floor(tap / columns), tap % columns]);
}

function joined(matrices: Tensor2D[]): Tensor2D {
  return matrices.length === 1 ? matrices[0]! : concat(matrices, 0);
}
