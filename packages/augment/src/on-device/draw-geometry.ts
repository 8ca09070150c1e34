import { tidy } from '@tensorflow/tfjs-core';
import { type DisplacementField, randomField, zeroField } from '@unet/elastic';
import type { Random, Size } from '@unet/tensor';
import { isStill } from '../affine.ts';
import type { DrawGeometryOptions } from '../augment-options.ts';
import { checkGeometryOptions } from '../check-options.ts';
import { type Geometry, settleGeometry } from '../draw-geometry.ts';
import { motionField, moveField } from './affine-field.ts';

/**
 * Draws all geometric steps of one sample as a single displacement field: the affine motion of `drawMotion`, then the elastic
 * field, composed in closed form (see `composeAffine`), so that image and label are resampled once.
 *
 * Each quantity comes from a fork of `random` with a name of its own: switching one on or off leaves the others as they are. Forks
 * do not advance `random`: the same one gives the same field again, so pass a fork for each sample. Computed on the device; synchronous,
 * nothing is read from it.
 * @returns a field of `height` x `width`, the whole window with its margin, that the caller owns; `cropField` gives the part for a
 *   smaller label
 * @throws TypeError for an unknown option or another type, RangeError for a value out of range
 * @example
 * const field = drawGeometry({ ...paperAugmentation, height: 572, width: 572, random: random.fork(step) });
 */
export function drawGeometry(options: DrawGeometryOptions): DisplacementField {
  checkGeometryOptions('drawGeometry', options);
  const { height, width, random } = options;
  return tidy(() => fieldOf(settleGeometry(options, random), { height, width }, random));
}

/** The field of a geometry, the elastic part of it drawn from the same `random`; tensors are released by the caller's `tidy`. */
export function fieldOf({ motion, elastic }: Geometry, size: Size, random: Random): DisplacementField {
  const { height, width } = size;
  if (elastic === undefined) return isStill(motion) ? zeroField(size) : motionField(size, motion);
  const field = randomField({ ...elastic, height, width, random: random.fork('elastic') });
  return isStill(motion) ? field : moveField(field, motion);
}
