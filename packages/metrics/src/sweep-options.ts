import { checkFraction, checkList, checkOptions } from '@unet/tensor/internal';
import { challengeThresholds } from './challenge-thresholds.ts';
import { checkPredictedBorder, type PredictedBorder } from './rand-error.ts';
import { checkSegmentsOptions, type SegmentsOptions, segmentsOptionNames } from './scoring-options.ts';

/** Options of {@link thresholdSweep}. */
export interface ThresholdSweepOptions extends SegmentsOptions {
  /** Thresholds to try, from 0 to 1 each, default {@link challengeThresholds}. */
  readonly thresholds?: readonly number[];
  /** How the Rand error takes predicted border pixels, default `segment`; see {@link PredictedBorder}. */
  readonly predictedBorder?: PredictedBorder;
}

/** Names of the options of {@link thresholdSweep}. */
export const sweepOptionNames: Readonly<Record<keyof ThresholdSweepOptions, true>> = {
  thresholds: true,
  predictedBorder: true,
  ...segmentsOptionNames,
};

/** Checked options with their defaults. */
export interface SweepSettings extends SegmentsOptions {
  readonly thresholds: readonly number[];
  readonly predictedBorder: PredictedBorder;
}

/**
 * Checks the options of a sweep and fills in the defaults.
 * @param names every option that the caller has
 */
export function sweepSettings<Options extends ThresholdSweepOptions>(
  where: string,
  options: Options,
  names: Readonly<Record<keyof Options, true>>,
): SweepSettings {
  checkOptions(where, options, names);
  const { thresholds = challengeThresholds, predictedBorder = 'segment' } = options;
  checkList(where, 'thresholds', thresholds, 'number');
  for (const [index, threshold] of thresholds.entries()) checkFraction(where, `thresholds[${index}]`, threshold);
  checkPredictedBorder(where, predictedBorder);
  checkSegmentsOptions(where, options);
  return { ...options, thresholds, predictedBorder };
}
