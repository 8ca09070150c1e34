import { add, clone, mul, type Tensor2D, tensor2d, tidy } from '@tensorflow/tfjs-core';
import type { DisplacementField } from '@unet/elastic';
import { checkField, sizeOf } from '@unet/elastic/internal';
import type { Size } from '@unet/tensor';
import { checkOptions } from '@unet/tensor/internal';
import { type AffineMotion, affineMap, isStill, motionNames, settleMotion } from '../affine.ts';
import { type AffineFieldOptions, settleAffineField } from '../affine-field.ts';

/**
 * The displacement field of an affine motion about the window's centre, ((height - 1) / 2, (width - 1) / 2). Flips are exact, and so
 * are quarter turns where height and width are both even or both odd: every pixel then comes from a whole position.
 * Synchronous, nothing is read from the device.
 * @returns a field that the caller owns
 * @throws TypeError for an unknown option or another type, RangeError for a number out of range
 * @example
 * const turned = warpImage(image, affineField({ height: 388, width: 388, rotation: 3, shiftRows: -1.5 }));
 */
export function affineField(options: AffineFieldOptions): DisplacementField {
  const motion = settleAffineField('affineField', options);
  return tidy(() => motionField(options, motion));
}

/**
 * The field of an affine motion followed by another field: warping by it is warping by {@link affineField} and then by `field`, but
 * in one resampling. An output position x is first displaced by the later field e and then sent through the affine map A, so
 * that its source is A(x + e(x)): exact, since no field has to be interpolated. Synchronous, nothing is read from the device.
 * @param field the later field; it stays the caller's
 * @returns a field that the caller owns
 * @throws TypeError for an unknown name in the motion or another type, RangeError for a number out of range
 * @example
 * const both = composeAffine(denseField({ height: 388, width: 388, random }), { rotation: 3 });
 */
export function composeAffine(field: DisplacementField, motion: AffineMotion): DisplacementField {
  checkField('composeAffine', 'field', field);
  checkOptions('composeAffine', motion, motionNames, 'motion');
  const settled = settleMotion('composeAffine', motion);
  if (isStill(settled)) return { rows: clone(field.rows), columns: clone(field.columns) };
  return tidy(() => moveField(field, settled));
}

/** {@link composeAffine} unchecked; tensors are released by the caller's `tidy`. */
export function moveField({ rows, columns }: DisplacementField, motion: Required<AffineMotion>): DisplacementField {
  const map = affineMap(motion);
  const base = baseOf(sizeOf(rows), motion);
  // A displaced position is moved by the linear part of the map as its displacement is.
  const moved = (byRows: number, byColumns: number): Tensor2D => add(mul(rows, byRows), mul(columns, byColumns));
  return {
    rows: base.rows(moved(map.rowRow, map.rowColumn)),
    columns: base.columns(moved(map.columnRow, map.columnColumn)),
  };
}

/** {@link affineField} unchecked; tensors are released by the caller's `tidy`. */
export function motionField(size: Size, motion: Required<AffineMotion>): DisplacementField {
  const base = baseOf(size, motion);
  return { rows: base.rows(), columns: base.columns() };
}

/** Adds the displacements of a motion to further ones, or gives them alone. */
type Base = (further?: Tensor2D) => Tensor2D;

/** The displacements of a motion at the pixels themselves: each is a number of the row and a number of the column, computed in doubles. */
function baseOf({ height, width }: Size, motion: Required<AffineMotion>): { rows: Base; columns: Base } {
  const map = affineMap(motion);
  const fromCentre = (length: number, slope: number, start: number): number[] =>
    Array.from({ length }, (_, index) => slope * (index - (length - 1) / 2) + start);
  return {
    rows: outerSum(fromCentre(height, map.rowRow - 1, map.row0), fromCentre(width, map.rowColumn, 0)),
    columns: outerSum(fromCentre(height, map.columnRow, map.column0), fromCentre(width, map.columnColumn - 1, 0)),
  };
}

/**
 * The sum of a number for each row and one for each column, rounded to float32 once. Every number is split: multiples of 2^-10, whose sums
 * are exact up to 16384 pixels, and the rest, which is small and hence precise.
 */
function outerSum(down: number[], right: number[]): Base {
  const coarse = (value: number): number => Math.round(value * 1024) / 1024;
  const column = (values: number[]): Tensor2D => tensor2d(values, [values.length, 1]);
  const row = (values: number[]): Tensor2D => tensor2d(values, [1, values.length]);
  const rest = (value: number): number => value - coarse(value);
  return (further) => {
    const small: Tensor2D = add(column(down.map(rest)), row(right.map(rest)));
    const large: Tensor2D = add(column(down.map(coarse)), row(right.map(coarse)));
    return add(large, further === undefined ? small : add(small, further));
  };
}
