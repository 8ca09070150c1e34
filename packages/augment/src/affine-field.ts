import type { DisplacementFieldArrays } from '@unet/elastic/arrays';
import { zeroField } from '@unet/elastic/arrays';
import { checkFieldArrays } from '@unet/elastic/internal';
import type { Size } from '@unet/tensor/arrays';
import { checkCount, checkOptions } from '@unet/tensor/internal';
import { type AffineMotion, affineMap, motionNames, settleMotion } from './affine.ts';

/** What {@link affineField} takes: a motion and the size of the window. */
export interface AffineFieldOptions extends AffineMotion, Size {}

/**
 * The displacement field of an affine motion about the window's centre, ((height - 1) / 2, (width - 1) / 2). Flips are exact, and so
 * are quarter turns where height and width are both even or both odd: every pixel then comes from a whole position.
 * @throws TypeError for an unknown option or another type, RangeError for a number out of range
 * @example
 * const turned = warpImage(image, affineField({ height: 388, width: 388, rotation: 3, shiftRows: -1.5 }));
 */
export function affineField(options: AffineFieldOptions): DisplacementFieldArrays {
  const motion = settleAffineField('affineField', options);
  return moveField(zeroField({ height: options.height, width: options.width }), motion);
}

/**
 * The field of an affine motion followed by another field: warping by it is warping by {@link affineField} and then by `field`, but
 * in one resampling. An output position x is first displaced by the later field e and then sent through the affine map A, so
 * that its source is A(x + e(x)): exact, since no field has to be interpolated.
 * @param field the later field; left as it is
 * @throws TypeError for an unknown name in the motion or another type, RangeError for a number out of range
 * @example
 * const both = composeAffine(denseField({ height: 388, width: 388, random }), { rotation: 3 });
 */
export function composeAffine(field: DisplacementFieldArrays, motion: AffineMotion): DisplacementFieldArrays {
  checkFieldArrays('composeAffine', 'field', field);
  checkOptions('composeAffine', motion, motionNames, 'motion');
  return moveField(field, settleMotion('composeAffine', motion));
}

/** Checks the options of `affineField`, in either entry, and fills in those left out. */
export function settleAffineField(where: string, options: AffineFieldOptions): Required<AffineMotion> {
  checkOptions(where, options, { height: true, width: true, ...motionNames });
  checkCount(where, 'height', options.height);
  checkCount(where, 'width', options.width);
  return settleMotion(where, options);
}

/** {@link composeAffine} unchecked. */
export function moveField(field: DisplacementFieldArrays, motion: Required<AffineMotion>): DisplacementFieldArrays {
  const { height, width } = field;
  const map = affineMap(motion);
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
