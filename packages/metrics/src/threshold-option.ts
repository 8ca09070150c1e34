import type { LabelArray } from '@unet/tensor/arrays';
import { checkFraction, checkOptions } from '@unet/tensor/internal';
import { checkPrediction, type PredictionArray } from './prediction.ts';

/** Options of the scores that look at pixels. */
export interface ThresholdOptions {
  /** Probability above which a pixel is inside (class 1), from 0 to 1, default 0.5. */
  readonly threshold?: number;
}

/** The threshold of checked arguments. */
export function readThreshold(where: string, options: ThresholdOptions): number {
  checkOptions(where, options, { threshold: true });
  const { threshold = 0.5 } = options;
  checkFraction(where, 'threshold', threshold);
  return threshold;
}

/** Checks all arguments of a score that looks at pixels, and gives the threshold. */
export function checkThresholded(
  where: string,
  prediction: PredictionArray,
  truth: LabelArray,
  options: ThresholdOptions,
): number {
  checkPrediction(where, prediction, truth);
  return readThreshold(where, options);
}
