import { add, equal, expandDims, logicalAnd, mul, sub, type Tensor3D, where } from '@tensorflow/tfjs-core';
import type { Image } from '@unet/tensor';
import type { Placement } from '../sampling.ts';
import { sizeOf } from './check-field.ts';
import type { DisplacementField } from './displacement-field.ts';
import { type AxisPositions, basePositions, mirrorPositions, splitPositions, valuesAt } from './positions.ts';

/** The four pixels about each position, and the fractions of a pixel that it lies beyond the first. */
export interface Neighbours<Source> {
  readonly topLeft: Source;
  readonly topRight: Source;
  readonly bottomLeft: Source;
  readonly bottomRight: Source;
  readonly rows: AxisPositions;
  readonly columns: AxisPositions;
}

/** The bilinear image warp; arguments are checked by the caller, tensors are released by its `tidy`. */
export function sampleBilinear(image: Image, field: DisplacementField, placement: Placement): Image {
  const { topLeft, topRight, bottomLeft, bottomRight, rows, columns } = readNeighbours(image, field, placement);
  const down = expandDims(rows.fraction, 2);
  const right = expandDims(columns.fraction, 2);
  const upper = add(topLeft, mul(right, sub(topRight, topLeft)));
  const lower = add(bottomLeft, mul(right, sub(bottomRight, bottomLeft)));
  return copyWhole(rows, columns, topLeft, add(upper, mul(down, sub(lower, upper))));
}

/** Reads the four pixels about each position of a field. */
export function readNeighbours<Source extends Parameters<typeof valuesAt>[0]>(
  source: Source,
  field: DisplacementField,
  placement: Placement,
): Neighbours<Source> {
  const { height, width } = sizeOf(source);
  const { boundary } = placement;
  const base = basePositions(field, source, placement);
  const rows = splitPositions(field.rows, base.rows);
  const columns = splitPositions(field.columns, base.columns);
  const top = mirrorPositions(rows.whole, height, boundary);
  const bottom = mirrorPositions(add(rows.whole, 1), height, boundary);
  const left = mirrorPositions(columns.whole, width, boundary);
  const right = mirrorPositions(add(columns.whole, 1), width, boundary);
  return {
    topLeft: valuesAt(source, top, left),
    topRight: valuesAt(source, top, right),
    bottomLeft: valuesAt(source, bottom, left),
    bottomRight: valuesAt(source, bottom, right),
    rows,
    columns,
  };
}

/** Takes the pixels themselves at whole positions: a copy keeps what arithmetic would not. */
export function copyWhole(rows: AxisPositions, columns: AxisPositions, pixels: Tensor3D, values: Tensor3D): Tensor3D {
  const isWhole = logicalAnd(equal(rows.fraction, 0), equal(columns.fraction, 0));
  return where(expandDims(isWhole, 2), pixels, values);
}
