import { concat, matMul, reshape, slice, type Tensor2D, type Tensor4D, tidy, transpose } from '@tensorflow/tfjs-core';
import { piecesOfRows, productsInPieces } from './pixel-pieces.ts';

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
    const groups = groupsOf(tapsOf(filterShape), Math.floor(largestMatrix / (inputs * pixels)));
    const products = groups.map(
      (group): Tensor2D =>
        tidy(() => {
          const shifted = group.map(
            ([row, column]): Tensor2D =>
              reshape(slice(planes, [0, 0, row, column], [inputs, batch, height, width]), [inputs, pixels]),
          );
          return matMul(joined(shifted), right);
        }),
    );
    return joined(products);
  });
}

/**
 * As {@link tapProductsAtOnce} for a GPU, in many short sums, and with a product for each tap or each few taps.
 * @param channelsPerProduct as many taps share a product as have together at most so many channels of the input
 */
export function tapProductsInPieces(
  x: Tensor4D,
  dy: Tensor4D,
  filterShape: Tensor4D['shape'],
  channelsPerProduct: number,
): Tensor2D {
  const [batch, height, width, outputs] = dy.shape;
  const inputs = x.shape[3];
  const taps = tapsOf(filterShape);
  const groups = groupsOf(taps, Math.floor(channelsPerProduct / inputs));
  const shifted = ([row, column]: Tap): Tensor4D => slice(x, [0, row, column, 0], [batch, height, width, inputs]);
  const lefts = groups.map((group) => (): Tensor2D => {
    const sideBySide = group.length === 1 ? shifted(group[0]!) : concat(group.map(shifted), 3);
    return reshape(sideBySide, [-1, group.length * inputs]);
  });
  const pieces = piecesOfRows(batch * height, width, taps.length * inputs * outputs);
  return tidy(() => productsInPieces(lefts, reshape(dy, [-1, outputs]), pieces));
}

type Tap = readonly [row: number, column: number];

/** The taps of a filter, row by row. */
function tapsOf([rows, columns]: Tensor4D['shape']): Tap[] {
  return Array.from({ length: rows * columns }, (_, tap) => [Math.floor(tap / columns), tap % columns]);
}

/** The taps in groups of `size`, the last of which may have fewer; of one where `size` is less. */
function groupsOf(taps: readonly Tap[], size: number): (readonly Tap[])[] {
  const step = Math.max(1, size);
  return Array.from({ length: Math.ceil(taps.length / step) }, (_, group) =>
    taps.slice(group * step, (group + 1) * step),
  );
}

function joined(matrices: Tensor2D[]): Tensor2D {
  return matrices.length === 1 ? matrices[0]! : concat(matrices, 0);
}
