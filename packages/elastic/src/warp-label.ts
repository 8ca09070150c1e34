import type { Boundary, LabelArray } from '@unet/tensor/arrays';
import { checkLabelArray, mirror } from '@unet/tensor/internal';
import { checkFieldArrays, type DisplacementFieldArrays } from './displacement-field.ts';
import { checkDisplacement, type Placement, type Position, settleWarp } from './sampling.ts';

/** How {@link warpLabel} samples. */
export interface WarpLabelOptions {
  /** `nearest` (default): the class of the nearest pixel. `bilinear`: the class with the largest interpolated share. */
  readonly interpolation?: 'nearest' | 'bilinear';
  /** How the source continues beyond its border, default `symmetric`. */
  readonly boundary?: Boundary;
  /** Where the field's first pixel lies in the source, default row 0, column 0; whole pixels, also outside the source. */
  readonly origin?: Position;
}

/** The interpolations of labels, the default first. */
export const labelInterpolations = ['nearest', 'bilinear'] as const;

/**
 * Warps a class map by a displacement field, as {@link warpImage} warps an image; no new classes arise.
 *
 * `nearest` rounds a position to the nearest pixel, half-way positions down and to the right (towards the larger index).
 * `bilinear` interpolates each class's mask of zeros and ones and takes the class with the largest share, of equal shares
 * the smallest class: for two classes, bilinear interpolation and the threshold share > 0.5. Its contours are smoother.
 * @param label the source, any int32 values; left as it is
 * @returns a new label of the field's size
 * @throws TypeError for an unknown option or another type, RangeError for a value out of range or a displacement that is not finite
 * @example
 * const moved = warpLabel(label, cropField(field, label), { interpolation: 'bilinear' });
 */
export function warpLabel(
  label: LabelArray,
  field: DisplacementFieldArrays,
  options: WarpLabelOptions = {},
): LabelArray {
  const where = 'warpLabel';
  checkLabelArray(where, 'label', label);
  checkFieldArrays(where, 'field', field);
  const { interpolation, ...placement } = settleWarp(where, options, labelInterpolations);
  const sample = interpolation === 'nearest' ? sampleNearest : sampleLargestShare;
  return { height: field.height, width: field.width, data: sample(label, field, placement) };
}

function sampleNearest(label: LabelArray, field: DisplacementFieldArrays, placement: Placement): Int32Array {
  const { height, width, data } = label;
  const { rows, columns } = field;
  const { boundary } = placement;
  const result = new Int32Array(field.height * field.width);
  let index = 0;
  for (let row = 0; row < field.height; row++) {
    for (let column = 0; column < field.width; column++, index++) {
      const sourceRow = Math.floor(placement.row + row + rows[index]! + 0.5);
      const sourceColumn = Math.floor(placement.column + column + columns[index]! + 0.5);
      if (sourceRow >= 0 && sourceColumn >= 0 && sourceRow < height && sourceColumn < width) {
        result[index] = data[sourceRow * width + sourceColumn]!;
      } else {
        checkDisplacement('warpLabel', field, index);
        result[index] = data[mirror(sourceRow, height, boundary) * width + mirror(sourceColumn, width, boundary)]!;
      }
    }
  }
  return result;
}

function sampleLargestShare(label: LabelArray, field: DisplacementFieldArrays, placement: Placement): Int32Array {
  const { height, width, data } = label;
  const { rows, columns } = field;
  const { boundary } = placement;
  const lastRow = height - 1;
  const lastColumn = width - 1;
  const result = new Int32Array(field.height * field.width);
  let index = 0;
  for (let row = 0; row < field.height; row++) {
    for (let column = 0; column < field.width; column++, index++) {
      const sourceRow = placement.row + row + rows[index]!;
      const sourceColumn = placement.column + column + columns[index]!;
      const top = Math.floor(sourceRow);
      const left = Math.floor(sourceColumn);
      let topLeft: number;
      let topRight: number;
      let bottomLeft: number;
      let bottomRight: number;
      if (top >= 0 && left >= 0 && top < lastRow && left < lastColumn) {
        const start = top * width + left;
        topLeft = data[start]!;
        topRight = data[start + 1]!;
        bottomLeft = data[start + width]!;
        bottomRight = data[start + width + 1]!;
      } else {
        checkDisplacement('warpLabel', field, index);
        const upper = mirror(top, height, boundary) * width;
        const lower = mirror(top + 1, height, boundary) * width;
        const near = mirror(left, width, boundary);
        const far = mirror(left + 1, width, boundary);
        topLeft = data[upper + near]!;
        topRight = data[upper + far]!;
        bottomLeft = data[lower + near]!;
        bottomRight = data[lower + far]!;
      }
      result[index] =
        topLeft === topRight && topLeft === bottomLeft && topLeft === bottomRight
          ? topLeft
          : largestShare(topLeft, topRight, bottomLeft, bottomRight, sourceRow - top, sourceColumn - left);
    }
  }
  return result;
}

/** Of the classes of four neighbours the one with the largest sum of bilinear weights; of equals the smallest. */
function largestShare(
  topLeft: number,
  topRight: number,
  bottomLeft: number,
  bottomRight: number,
  down: number,
  right: number,
): number {
  const share0 = (1 - down) * (1 - right);
  const share1 = (1 - down) * right;
  const share2 = down * (1 - right);
  const share3 = down * right;
  let best = topLeft;
  let bestShare = -1;
  for (let corner = 0; corner < 4; corner++) {
    const candidate = corner === 0 ? topLeft : corner === 1 ? topRight : corner === 2 ? bottomLeft : bottomRight;
    const share =
      (topLeft === candidate ? share0 : 0) +
      (topRight === candidate ? share1 : 0) +
      (bottomLeft === candidate ? share2 : 0) +
      (bottomRight === candidate ? share3 : 0);
    if (share > bestShare || (share === bestShare && candidate < best)) {
      best = candidate;
      bestShare = share;
    }
  }
  return best;
}
