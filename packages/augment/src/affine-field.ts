import { checkField, type DisplacementField, zeroField } from '@unet/elastic/arrays';
import { type AffineMotion, affineMap } from './affine.ts';
import { checkSize } from './checks.ts';
import type { Size } from './size.ts';

/**
 * The displacement field of an affine motion about the window's centre, ((height - 1) / 2, (width - 1) / 2). Flips are exact, and so
 * are quarter turns where height and width are both even or both odd: every pixel then comes from a whole position.
 * @throws RangeError for a size or a number of the motion that cannot be
 * @example
 * const turned = warpImage(image, affineField({ height: 388, width: 388 }, { rotation: 3, shiftRows: -1.5 }));
 */
export function affineField(size: Size, motion: AffineMotion): DisplacementField {
  checkSize('affineField', 'size', size);
  return moveField('affineField', zeroField(size.height, size.width), motion);
}

/**
 * The field of an affine motion followed by another field: warping by it is warping by {@link affineField} and then by `field`, but
 * in one resampling. An output position x is first displaced by the later field e and then sent through the affine map A, so
 * that its source is A(x + e(x)): exact, since no field has to be interpolated.
 * @param field the later field; left as it is
 * @throws RangeError for a number of the motion that cannot be, TypeError or RangeError for a field that is not whole
 * @example
 * const both = composeAffine(denseField({ height: 388, width: 388, random }), { rotation: 3 });
 */
export function composeAffine(field: DisplacementField, motion: AffineMotion): DisplacementField {
  checkField('composeAffine', 'field', field);
  return moveField('composeAffine', field, motion);
}

function moveField(where: string, field: DisplacementField, motion: AffineMotion): DisplacementField {
  const { height, width } = field;
  const map = affineMap(where, motion);
  // The map less the identity: displacements then keep their precision, and no motion returns the field bit for bit.
  const rowRow = map.rowRow - 1;
  const columnColumn = map.columnColumn - 1;
  const { rowColumn, columnRow, row0, column0 } = map;
  const centreRow = (height - 1) / 2;
  const centreColumn = (width - 1) / 2;
  const rows = new Float32Array(height * width);
  const columns = new Float32Array(height * width);
  let index = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++, index++) {
      const down = field.rows[index]!;
      const right = field.columns[index]!;
      const fromRow = row - centreRow + down;
      const fromColumn = column - centreColumn + right;
      rows[index] = rowRow * fromRow + rowColumn * fromColumn + row0 + down;
      columns[index] = columnRow * fromRow + columnColumn * fromColumn + column0 + right;
    }
  }
  return { height, width, rows, columns };
}
