import { clone, reverse, type Tensor4D, tidy, transpose } from '@tensorflow/tfjs-core';

/** One of the eight symmetries of the square: transpose, then flip rows, then flip columns. */
export interface Symmetry {
  readonly transpose: boolean;
  readonly flipRows: boolean;
  readonly flipColumns: boolean;
}

/** All eight symmetries of the square (the dihedral group), the identity first. */
export const squareSymmetries: readonly Symmetry[] = [false, true].flatMap((transposed) =>
  [false, true].flatMap((flipRows) =>
    [false, true].map((flipColumns) => ({ transpose: transposed, flipRows, flipColumns })),
  ),
);

/**
 * Applies a symmetry to `[batch, height, width, channels]`; transposing swaps height and width.
 * @returns a tensor that the caller owns; `x` stays the caller's
 */
export function applySymmetry(x: Tensor4D, symmetry: Symmetry): Tensor4D {
  return tidy(() => flip(symmetry.transpose ? transpose(x, [0, 2, 1, 3]) : clone(x), symmetry));
}

/** Undoes {@link applySymmetry}; ownership as there. */
export function undoSymmetry(x: Tensor4D, symmetry: Symmetry): Tensor4D {
  return tidy(() => {
    const upright = flip(clone(x), symmetry);
    return symmetry.transpose ? transpose(upright, [0, 2, 1, 3]) : upright;
  });
}

function flip(x: Tensor4D, { flipRows, flipColumns }: Symmetry): Tensor4D {
  const axes = [...(flipRows ? [1] : []), ...(flipColumns ? [2] : [])];
  return axes.length === 0 ? x : reverse(x, axes);
}
