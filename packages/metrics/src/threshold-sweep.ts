import type { LabelArray } from '@unet/tensor/arrays';
import { type BestScores, bestScores } from './best-scores.ts';
import { checkPrediction, type PredictionArray } from './prediction.ts';
import { sweepOptionNames, sweepSettings, type ThresholdSweepOptions } from './sweep-options.ts';
import { countThresholds, scoresOfSlices, type ThresholdScores } from './threshold-scores.ts';

/** Result of {@link thresholdSweep}. */
export interface ThresholdSweep {
  /** One entry for each threshold, in the given order. */
  readonly scores: readonly ThresholdScores[];
  /** Each score where it is best. */
  readonly best: BestScores;
}

/**
 * Scores a prediction at every threshold, as the ISBI 2012 challenge did. A map of classes or instances has the same scores at all.
 *
 * A best threshold found on the slices that it is reported for flatters the prediction; choose it on other slices, or
 * say so beside the number.
 * @param prediction probabilities of class 1 `[height, width, 1]`, or a map of classes or instances `[height, width]`
 * @param truth map of classes or instances `[height, width]`, 0 for the border
 * @throws RangeError if the sizes differ, an option is out of range, or a value is not a probability (NaN among them)
 * @example
 * const sweep = thresholdSweep(prediction, truth);
 * sweep.best.vRand; // { score: 0.97, split: 0.98, merge: 0.96, threshold: 0.4 }
 */
export function thresholdSweep(
  prediction: PredictionArray,
  truth: LabelArray,
  options: ThresholdSweepOptions = {},
): ThresholdSweep {
  checkPrediction('thresholdSweep', prediction, truth);
  const settings = sweepSettings('thresholdSweep', options, sweepOptionNames);
  const { thresholds } = settings;
  const scores = countThresholds(prediction, truth, thresholds, settings).map((counts, index) =>
    scoresOfSlices(thresholds[index]!, [counts]),
  );
  return { scores, best: bestScores(scores) };
}
