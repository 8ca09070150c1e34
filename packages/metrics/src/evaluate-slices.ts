import { checkList, checkObject } from '@unet/tensor/internal';
import { type BestScores, type BestValue, bestScores, bestValue } from './best-scores.ts';
import { type ClassScores, dice, iou } from './class-scores.ts';
import {
  type CountedSlice,
  countedThresholds,
  countSlice,
  type EvaluateSlicesOptions,
  type EvaluationSettings,
  type EvaluationSliceArrays,
  evaluationSettings,
  sweptForWarping,
  warpedThresholds,
} from './count-slice.ts';
import { addPixels } from './pixel-counts.ts';
import { checkPrediction } from './prediction.ts';
import type { RandError } from './rand-error.ts';
import type { SegmentationScore } from './segmentation-score.ts';
import { scoresOfSlices, type ThresholdScores } from './threshold-scores.ts';

/**
 * Result of {@link evaluateSlices}: scores at the threshold that was fixed beforehand under plain names, and what was chosen on the scored
 * slices under `best`. Plain JSON, but for NaN, of which JSON makes null; only `vRand`, `vInfo` and classes without pixels can be NaN.
 */
export interface Evaluation {
  /** Number of slices. */
  readonly slices: number;
  /** The fixed threshold. */
  readonly threshold: number;
  /** Fraction of all pixels of all slices that are inside in prediction or truth alone, 0 to 1; 0 is perfect. */
  readonly pixelError: number;
  /** As {@link fScorePixelError}, from the pixels of all slices, 0 to 1; 0 is perfect. */
  readonly fScorePixelError: number;
  /** Pixel error of the better constant prediction, 0 to 0.5; see {@link constantPixelError}. */
  readonly constantPixelError: number;
  /** As {@link randError} of the segments before thinning, mean of the slices, 0 to 1; an `error` of 0 is perfect. */
  readonly randError: RandError;
  /** As {@link vRand}, `score` the mean of the slices, 0 to 1; 1 is perfect. NaN if one slice's truth has no foreground. */
  readonly vRand: SegmentationScore;
  /** As {@link vInfo}, mean of the slices, 0 to 1; 1 is perfect. NaN if one slice's truth has no foreground or shares no information. */
  readonly vInfo: SegmentationScore;
  /** As {@link warpingError}, over the pixels of all slices, 0 to 1; 0 is perfect. */
  readonly warpingError: number;
  /** Intersection over union of border (class 0) and inside (class 1) of all slices; NaN for a class that is in neither map. */
  readonly iou: ClassScores;
  /** Dice of border (class 0) and inside (class 1) of all slices; NaN for a class that is in neither map. */
  readonly dice: ClassScores;
  /** The best of each score in the sweep, with its threshold: one threshold for all slices, chosen on them. */
  readonly best: BestScores & {
    /**
     * The lowest warping error of the thresholds up to 0.9, which the challenge reported. (Above next to nothing is inside, and an empty
     * prediction neither splits nor merges.) NaN if all thresholds are above.
     */
    readonly warpingError: BestValue;
  };
  /** The scores at every threshold, over all slices. */
  readonly sweep: readonly ThresholdScores[];
}

/**
 * Scores predictions of several slices together, as the ISBI 2012 challenge did.
 *
 * - V-Rand, V-Info and the Rand error are computed slice by slice at each threshold and averaged; every slice weighs the same.
 * - Scores of pixels (pixel errors, warping error, IoU, Dice) pool the pixels of all slices; every class but 0 is inside.
 * - The best threshold of a score is one threshold for all slices, where the score over all slices is best.
 *
 * @param slices at least one; sizes may differ from slice to slice
 * @throws RangeError for an empty list, or as {@link thresholdSweep}, with the slice's index
 * @example
 * const { pixelError, vRand, best } = evaluateSlices([{ prediction, truth }]);
 * best.vRand.score; // what the challenge would report
 */
export function evaluateSlices(
  slices: readonly EvaluationSliceArrays[],
  options: EvaluateSlicesOptions = {},
): Evaluation {
  const settings = evaluationSettings('evaluateSlices', options);
  checkList('evaluateSlices', 'slices', slices, 'slice');
  for (const [index, slice] of slices.entries()) {
    checkObject('evaluateSlices', `slices[${index}]`, slice, '{ prediction, truth }');
    checkPrediction('evaluateSlices', slice.prediction, slice.truth, `slices[${index}].`);
  }
  return evaluationOf(
    slices.map((slice) => countSlice(slice, settings)),
    settings,
  );
}

/** Puts what is counted in the slices together. */
export function evaluationOf(slices: readonly CountedSlice[], settings: EvaluationSettings): Evaluation {
  const { thresholds, threshold } = settings;
  const counted = countedThresholds(settings);
  const scores = counted.map((value, index) =>
    scoresOfSlices(
      value,
      slices.map(({ counts }) => counts[index]!),
    ),
  );
  const sweep = scores.slice(0, thresholds.length);
  const fixed = counted.indexOf(threshold);
  const { both, predictionOnly, truthOnly, neither } = addPixels(slices.map(({ counts }) => counts[fixed]!.pixels));
  const pixels = both + predictionOnly + truthOnly + neither;
  const matrix = [
    [neither, predictionOnly],
    [truthOnly, both],
  ];
  const warpingErrors = warpedThresholds(settings).map(
    (_, index) => slices.reduce((sum, { cutsAndJoins }) => sum + cutsAndJoins[index]!, 0) / pixels,
  );
  const swept = sweptForWarping(thresholds);
  const inside = both + truthOnly;
  return {
    slices: slices.length,
    ...scores[fixed]!,
    constantPixelError: Math.min(inside, pixels - inside) / pixels,
    warpingError: warpingErrors[warpedThresholds(settings).indexOf(threshold)]!,
    iou: iou(matrix),
    dice: dice(matrix),
    best: { ...bestScores(sweep), warpingError: bestValue(swept, warpingErrors.slice(0, swept.length)) },
    sweep,
  };
}
