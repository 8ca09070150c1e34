import { type DisplacementFieldArrays, zeroField } from '@unet/elastic/arrays';
import { drawElastic, type SettledElastic, settleElastic } from '@unet/elastic/internal';
import type { Random, Size } from '@unet/tensor/arrays';
import { type AffineMotion, isStill } from './affine.ts';
import { moveField } from './affine-field.ts';
import type { AugmentOptions, DrawGeometryOptions, DrawOptions } from './augment-options.ts';
import { checkDrawOptions, checkGeometryOptions } from './check-options.ts';
import { drawFactor } from './draw-factor.ts';

/** What the geometric steps of one sample were drawn to be, before any field is made of it. */
export interface Geometry {
  readonly motion: Required<AffineMotion>;
  /** Undefined where there is no elastic field. */
  readonly elastic: SettledElastic | undefined;
}

/**
 * Draws all geometric steps of one sample as a single displacement field: the affine motion of {@link drawMotion}, then the elastic
 * field, composed in closed form (see `composeAffine`), so that image and label are resampled once.
 *
 * Each quantity comes from a fork of `random` with a name of its own: switching one on or off leaves the others as they are. Forks
 * do not advance `random`: the same one gives the same field again, so pass a fork for each sample.
 * @returns a field of `height` x `width`, the whole window with its margin; `cropField` gives the part for a smaller label
 * @throws TypeError for an unknown option or another type, RangeError for a value out of range
 * @example
 * const field = drawGeometry({ ...paperAugmentation, height: 572, width: 572, random: random.fork(step) });
 */
export function drawGeometry(options: DrawGeometryOptions): DisplacementFieldArrays {
  checkGeometryOptions('drawGeometry', options);
  const { height, width, random } = options;
  return fieldOf(settleGeometry(options, random), { height, width }, random);
}

/**
 * Draws the affine part of {@link drawGeometry}: flips, quarter turns, scale, shear, rotation and shift.
 * @throws TypeError for an unknown option or another type, RangeError for a value out of range
 * @example
 * const { rotation } = drawMotion({ rotation: 3, random: random.fork(step) });
 */
export function drawMotion(options: DrawOptions): Required<AffineMotion> {
  checkDrawOptions('drawMotion', options);
  return motionOf(options, options.random);
}

/** Draws the numbers of all geometric steps and decides whether there is an elastic field; unchecked. */
export function settleGeometry(options: AugmentOptions, random: Random): Geometry {
  return { motion: motionOf(options, random), elastic: elasticOf(options, random) };
}

/** Whether nothing is to be moved. */
export function movesNothing({ motion, elastic }: Geometry): boolean {
  return elastic === undefined && isStill(motion);
}

/** The field of a geometry, the elastic part of it drawn from the same `random`. */
export function fieldOf({ motion, elastic }: Geometry, size: Size, random: Random): DisplacementFieldArrays {
  const field = elastic === undefined ? zeroField(size) : drawElastic(elastic, size, random.fork('elastic'));
  return isStill(motion) ? field : moveField(field, motion);
}

function motionOf(options: AugmentOptions, random: Random): Required<AffineMotion> {
  const { flips = false, quarterTurns = false, scale = 1, shear = 0, rotation = 0, shift = 0 } = options;
  return {
    flipRows: flips && random.fork('flip-rows').uniform() < 0.5,
    flipColumns: flips && random.fork('flip-columns').uniform() < 0.5,
    quarterTurns: quarterTurns ? random.fork('quarter-turns').integer(4) : 0,
    scale: drawFactor(scale, random.fork('scale')),
    shear: random.fork('shear').uniform(-shear, shear),
    rotation: random.fork('rotation').uniform(-rotation, rotation),
    shiftRows: random.fork('shift-rows').uniform(-shift, shift),
    shiftColumns: random.fork('shift-columns').uniform(-shift, shift),
  };
}

function elasticOf({ elastic }: AugmentOptions, random: Random): SettledElastic | undefined {
  if (elastic === undefined || elastic === null) return undefined;
  const { probability = 1, ...kind } = elastic;
  return random.fork('elastic-chance').uniform() < probability
    ? settleElastic('drawGeometry', kind, 'elastic')
    : undefined;
}
