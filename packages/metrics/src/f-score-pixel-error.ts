import type { LabelArray } from '@unet/tensor/arrays';
import { foreground } from './foreground.ts';
import { countPixels, fScoreErrorOfCounts } from './pixel-counts.ts';
import type { PredictionArray } from './prediction.ts';
import { checkThresholded, type ThresholdOptions } from './threshold-option.ts';

/**
 * 1 - F-score of the pixels that are inside, from 0 (perfect) to 1: what the challenge called pixel error, at one threshold. With b pixels
 * inside in both, p in the prediction alone and t in the truth alone it is 1 - 2 b / (2 b + p + t), one minus the Dice of class 1; 1 where
 * b is 0, even if nothing is inside in either. The challenge reported the lowest of its thresholds ({@link thresholdSweep}).
 * @param prediction probabilities of class 1 `[height, width, 1]`, or a class map `[height, width]`, in which all but 0 is inside
 * @param truth class map `[height, width]`; every non-zero label is inside
 * @throws RangeError if the sizes differ, or a value is not a probability (NaN among them), with its row and column
 * @example
 * const truth = { height: 1, width: 4, data: Int32Array.of(1, 1, 1, 0) };
 * fScorePixelError({ height: 1, width: 4, data: Int32Array.of(1, 1, 0, 0) }, truth); // 0.2
 */
export function fScorePixelError(
  prediction: PredictionArray,
  truth: LabelArray,
  options: ThresholdOptions = {},
): number {
  const threshold = checkThresholded('fScorePixelError', prediction, truth, options);
  return fScoreErrorOfCounts(countPixels(foreground(prediction, threshold), truth));
}
