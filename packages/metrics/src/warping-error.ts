import type { LabelArray } from '@unet/tensor/arrays';
import type { PredictionArray } from './prediction.ts';
import { checkThresholded, type ThresholdOptions } from './threshold-option.ts';
import { countTopologyErrors } from './topology-errors.ts';

/**
 * Warping error of the ISBI 2012 challenge at one threshold, from 0 to 1: pixels of splits and merges ({@link topologyErrors}) / all pixels.
 * Moved borders cost nothing, nor do lost and invented cells and holes; the challenge reported the lowest of the thresholds from 0 to 0.9.
 *
 * It counts pixels, not groups of them. The warping error of the paper (Jain et al. 2010, doi:10.1109/CVPR.2010.5539950) counts all six kinds
 * of pixels that {@link topologyErrors} gives. Both are upper bounds, as in the paper: the best warp is hard to find, and this is the one
 * that a greedy search finds ({@link warpTruth}).
 * @param prediction probabilities of class 1 `[height, width, 1]`, or a class map `[height, width]`, in which all but 0 is inside
 * @param truth class map `[height, width]`; every non-zero label is inside
 * @throws RangeError if the sizes differ, or a value is not a probability (NaN among them)
 * @example
 * const truth = { height: 1, width: 5, data: Int32Array.of(1, 1, 0, 1, 1) };
 * warpingError({ height: 1, width: 5, data: Int32Array.of(1, 0, 1, 1, 1) }, truth); // 0
 * warpingError({ height: 1, width: 5, data: Int32Array.of(1, 1, 1, 1, 1) }, truth); // 0.2
 */
export function warpingError(prediction: PredictionArray, truth: LabelArray, options: ThresholdOptions = {}): number {
  const threshold = checkThresholded('warpingError', prediction, truth, options);
  return countCutsAndJoins(prediction, truth, threshold) / truth.data.length;
}

/** Pixels of splits and merges. */
export function countCutsAndJoins(prediction: PredictionArray, truth: LabelArray, threshold: number): number {
  const { splits, merges } = countTopologyErrors(prediction, truth, threshold);
  return splits + merges;
}
