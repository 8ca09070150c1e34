import { connectedComponents } from '@unet/components/arrays';
import { checkLabelArray, describe, type ImageArray, type LabelArray } from '@unet/tensor/arrays';
import { type BestScores, bestScores } from './best-scores.ts';
import { contingencyTable } from './contingency-table.ts';
import { foreground } from './foreground.ts';
import { foregroundError } from './pixel-error.ts';
import { checkProbability, checkSameSize, checkThreshold } from './prediction.ts';
import { checkPredictedBorder, type PredictedBorder, randErrorOfTable } from './rand-error.ts';
import { checkConnectivity, overlapsAfterThinning } from './segment.ts';
import type { ThresholdScores } from './threshold-scores.ts';
import { vInfoOfTable } from './v-info.ts';
import { vRandOfTable } from './v-rand.ts';

/** Options of {@link thresholdSweep}. */
export interface SweepOptions {
  /** Thresholds to try, from 0 to 1 each, default 0, 0.1, ... 1 as in the challenge. */
  readonly thresholds?: readonly number[];
  /** Neighbours that connect a segment, default 4 as in the challenge's script. */
  readonly connectivity?: 4 | 8;
  /** How the Rand error takes predicted border pixels, default `segment`; see {@link PredictedBorder}. */
  readonly predictedBorder?: PredictedBorder;
}

/** Result of {@link thresholdSweep}. */
export interface ThresholdSweep {
  /** One entry for each threshold, in the given order. */
  readonly scores: readonly ThresholdScores[];
  /** For each score its best value and the threshold of it; the first of several as good. */
  readonly best: BestScores;
}

/** 0, 0.1, ... 1, the thresholds of the challenge. */
export const challengeThresholds: readonly number[] = Array.from({ length: 11 }, (_, step) => step / 10);

/**
 * Scores a probability map at every threshold, as the ISBI 2012 challenge did.
 *
 * A best threshold found on the slices that it is reported for flatters the prediction; choose it on other slices, or
 * say so beside the number.
 * @param prediction probabilities of class 1 `[height, width, 1]`
 * @param truth class map or segments `[height, width]`, 0 for the border
 * @throws RangeError if the sizes differ, an option is out of range, or a value is no probability (NaN among them)
 * @example
 * const sweep = thresholdSweep(prediction, truth);
 * sweep.best.vRand; // { value: 0.97, threshold: 0.4 }
 */
export function thresholdSweep(prediction: ImageArray, truth: LabelArray, options: SweepOptions = {}): ThresholdSweep {
  const settings = sweepSettings('thresholdSweep', options);
  checkProbability('thresholdSweep', prediction);
  checkLabelArray('thresholdSweep', 'truth', truth);
  checkSameSize('thresholdSweep', prediction, truth);
  const scores = scoreThresholds(prediction, truth, settings);
  return { scores, best: bestScores(scores) };
}

/** The scores of {@link thresholdSweep}, from checked arguments. */
export function scoreThresholds(
  prediction: ImageArray,
  truth: LabelArray,
  settings: Required<SweepOptions>,
): ThresholdScores[] {
  const { thresholds, connectivity, predictedBorder } = settings;
  const trueSegments = connectedComponents(truth, { connectivity }).labels;
  return thresholds.map((threshold) => {
    const inside = foreground(prediction, threshold);
    const segments = connectedComponents(inside, { connectivity }).labels;
    const thinned = overlapsAfterThinning(segments, trueSegments);
    return {
      threshold,
      pixelError: foregroundError(inside, truth),
      randError: randErrorOfTable(contingencyTable(segments, trueSegments, { ignore: [0] }), predictedBorder),
      vRand: vRandOfTable(thinned),
      vInfo: vInfoOfTable(thinned),
    };
  });
}

/** Checks the options and fills in the defaults. */
export function sweepSettings(where: string, options: SweepOptions): Required<SweepOptions> {
  const { thresholds = challengeThresholds, connectivity = 4, predictedBorder = 'segment' } = options;
  if (!Array.isArray(thresholds) || thresholds.length === 0) {
    throw new RangeError(`${where}: thresholds must be a list of at least one number, got ${describe(thresholds)}`);
  }
  for (const threshold of thresholds) checkThreshold(where, threshold);
  checkConnectivity(where, connectivity);
  checkPredictedBorder(where, predictedBorder);
  return { thresholds, connectivity, predictedBorder };
}
