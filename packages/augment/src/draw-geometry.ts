import { type DisplacementField, randomField, zeroField } from '@unet/elastic/arrays';
import type { Random } from '@unet/tensor/arrays';
import type { AffineMotion } from './affine.ts';
import { composeAffine } from './affine-field.ts';
import type { AugmentOptions } from './augment-options.ts';
import { checkAugmentOptions } from './check-options.ts';
import { checkRandom, checkSize } from './checks.ts';
import { drawFactor } from './draw-factor.ts';
import type { Size } from './size.ts';

/**
 * Draws all geometric steps of one sample as a single displacement field: the affine motion of {@link drawMotion}, then the elastic
 * field, composed in closed form (see `composeAffine`), so that image and label are resampled once.
 *
 * Each quantity comes from a fork of `random` with a name of its own: switching one on or off leaves the others as they are. Forks
 * do not advance `random`: the same one gives the same field again, so pass a fork for each sample.
 * @param size the whole window, margin included
 * @returns a field of that size; `cropField` gives the part for a smaller label
 * @throws TypeError or RangeError for options, a size or a random that cannot be
 * @example
 * const field = drawGeometry(referenceAugmentation, { height: 572, width: 572 }, random.fork(step));
 */
export function drawGeometry(options: AugmentOptions, size: Size, random: Random): DisplacementField {
  checkAugmentOptions('drawGeometry', options);
  checkSize('drawGeometry', 'size', size);
  checkRandom('drawGeometry', random);
  return composeAffine(drawElastic(options, size, random), drawMotion(options, random));
}

/**
 * Draws the affine part of {@link drawGeometry}: flips, quarter turns, scale, shear, rotation and shift.
 * @throws TypeError or RangeError for options or a random that cannot be
 * @example
 * const { rotation } = drawMotion({ rotation: 3 }, random.fork(step));
 */
export function drawMotion(options: AugmentOptions, random: Random): Required<AffineMotion> {
  checkAugmentOptions('drawMotion', options);
  checkRandom('drawMotion', random);
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

function drawElastic(options: AugmentOptions, size: Size, random: Random): DisplacementField {
  if (options.elastic === undefined || options.elastic === null) return zeroField(size.height, size.width);
  const { probability = 1, ...kind } = options.elastic;
  const chance = random.fork('elastic-chance').uniform();
  return chance < probability ? randomField(kind, size, random.fork('elastic')) : zeroField(size.height, size.width);
}
