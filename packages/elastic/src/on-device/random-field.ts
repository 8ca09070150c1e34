import { type Random, requireBackend, type Size } from '@unet/tensor';
import type { SettledElastic } from '../elastic-kind.ts';
import { type RandomFieldOptions, settleRandomField } from '../field-options.ts';
import { drawCoarse } from './coarse-field.ts';
import { drawDense } from './dense-field.ts';
import type { DisplacementField } from './displacement-field.ts';

/**
 * Draws a field of the kind that plain data names: `denseField` or `coarseField`.
 * @returns a field that the caller owns
 * @throws TypeError for an option that the kind does not have or if `random` is not a Random, RangeError for an unknown kind or a
 *   number out of range
 * @example
 * const field = randomField({ kind: 'coarse', grid: 3, sigma: 10, height: 572, width: 572, random });
 */
export function randomField(options: RandomFieldOptions): DisplacementField {
  const elastic = settleRandomField('randomField', options);
  requireBackend('randomField');
  return drawElastic(elastic, options, options.random);
}

/** {@link randomField} unchecked. */
export function drawElastic(elastic: SettledElastic, size: Size, random: Random): DisplacementField {
  return elastic.kind === 'dense' ? drawDense(elastic, size, random) : drawCoarse(elastic, size, random);
}
