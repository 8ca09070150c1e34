import {
  add,
  cast,
  equal,
  floor,
  greater,
  less,
  logicalAnd,
  logicalOr,
  mul,
  where as select,
  sub,
  type Tensor2D,
  tidy,
} from '@tensorflow/tfjs-core';
import type { Label } from '@unet/tensor';
import { checkLabel } from '@unet/tensor/internal';
import { type Placement, settleWarp } from '../sampling.ts';
import { labelInterpolations, type WarpLabelOptions } from '../warp-label.ts';
import { checkField, sizeOf } from './check-field.ts';
import type { DisplacementField } from './displacement-field.ts';
import { basePositions, mirrorPositions, valuesAt } from './positions.ts';
import { readNeighbours } from './sample-bilinear.ts';

/**
 * Warps a class map by a displacement field, as `warpImage` warps an image; no new classes arise.
 *
 * `nearest` rounds a position to the nearest pixel, half-way positions down and to the right (towards the larger index).
 * `bilinear` interpolates each class's mask of zeros and ones and takes the class with the largest share, of equal shares
 * the smallest class: for two classes, bilinear interpolation and the threshold share > 0.5. Its contours are smoother.
 *
 * Computed on the device; synchronous, nothing is read from it. The classes are those of `warpLabel` in `@unet/elastic/arrays` wherever
 * a position is farther than 1e-3 pixels from where two classes are equally near. A displacement that is not finite is not refused:
 * its pixel has no meaning. `webgl` holds int32 in float32: numbers beyond 2^24 are rounded there.
 * @param label the source, int32 `[height, width]`; it and the field stay the caller's
 * @returns int32 of the field's height and width, owned by the caller
 * @throws TypeError for an unknown option or another type, RangeError for a value out of range
 * @example
 * const moved = warpLabel(label, field, { interpolation: 'bilinear' });
 */
export function warpLabel(label: Label, field: DisplacementField, options: WarpLabelOptions = {}): Label {
  const where = 'warpLabel';
  checkLabel(where, 'label', label);
  checkField(where, 'field', field);
  const { interpolation, ...placement } = settleWarp(where, options, labelInterpolations);
  const sample = interpolation === 'nearest' ? sampleNearest : sampleLargestShare;
  return tidy(() => sample(label, field, placement));
}

function sampleNearest(label: Label, field: DisplacementField, placement: Placement): Label {
  const { height, width } = sizeOf(label);
  const base = basePositions(field, label, placement);
  const nearest = (displacement: Tensor2D, start: Tensor2D, length: number): Tensor2D =>
    mirrorPositions(add(floor(add(displacement, 0.5)), start), length, placement.boundary);
  return valuesAt(label, nearest(field.rows, base.rows, height), nearest(field.columns, base.columns, width));
}

function sampleLargestShare(label: Label, field: DisplacementField, placement: Placement): Label {
  const { topLeft, topRight, bottomLeft, bottomRight, rows, columns } = readNeighbours(label, field, placement);
  const down = rows.fraction;
  const right = columns.fraction;
  const up = sub(1, down);
  const left = sub(1, right);
  const classes = [topLeft, topRight, bottomLeft, bottomRight];
  const weights = [mul(up, left), mul(up, right), mul(down, left), mul(down, right)];
  let best = topLeft;
  let bestShare: Tensor2D | undefined;
  for (const candidate of classes) {
    // The weights of all corners that hold the candidate's class, added up in the order of the corners.
    const share = classes
      .map((corner, index) => mul<Tensor2D>(cast(equal(corner, candidate), 'float32'), weights[index]!))
      .reduce((sum, weight) => add(sum, weight));
    if (bestShare !== undefined) {
      const smaller = logicalAnd(equal(share, bestShare), less(candidate, best));
      const better = logicalOr(greater(share, bestShare), smaller);
      best = select(better, candidate, best);
      bestShare = select(better, share, bestShare);
    } else bestShare = share;
  }
  return best;
}
