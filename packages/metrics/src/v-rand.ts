import type { LabelArray } from '@unet/tensor/arrays';
import type { ContingencyTable } from './contingency-table.ts';
import type { Prediction } from './prediction.ts';
import { type SegmentOptions, thinnedOverlaps } from './segment.ts';

/** Agreement of two segmentations, from 0 to 1 (perfect), with its two halves. */
export interface SegmentationScore {
  /** The F-score of the halves (alpha = 0.5 in the paper). */
  readonly score: number;
  /** Falls when the prediction splits cells of the truth. */
  readonly split: number;
  /** Falls when the prediction merges cells of the truth. */
  readonly merge: number;
}

/**
 * V-Rand: foreground-restricted Rand F-score after border thinning (Arganda-Carreras et al. 2015, Front. Neuroanat. 9:142,
 * equation 3, doi:10.3389/fnana.2015.00142), the first score of the ISBI 2012 challenge; higher is better.
 *
 * 1. Segments: connected components of prediction > threshold, and of the truth's non-zero labels.
 * 2. Thinning: every border pixel of the prediction joins the nearest segment ({@link thinBorders}), so that the width of
 *    a predicted membrane does not matter. (Thinning the truth would change pixels that are not scored.)
 * 3. With p_ij the share of the truth's foreground pixels in segment i of the prediction and j of the truth, s_i and t_j its
 *    sums: split = sum p^2 / sum t^2, merge = sum p^2 / sum s^2, score = sum p^2 / (0.5 sum s^2 + 0.5 sum t^2).
 *
 * The challenge's plugin for Fiji also takes 4-connected components and counts pairs with replacement (N^2), but leaves a
 * border one pixel wide and counts each predicted border pixel as a segment of its own. That happens here only when the
 * prediction has no segment at all. A truth without foreground has nothing to get wrong: all three are 1.
 * @param prediction probabilities of class 1 `[height, width, 1]`, or a map of classes or segments `[height, width]`
 * @param truth class map or segments `[height, width]`, 0 for the border
 * @throws RangeError if the sizes differ, an option is out of range, or a value is no probability (NaN among them)
 * @example
 * const truth = { height: 1, width: 5, data: Int32Array.of(1, 1, 0, 1, 1) };
 * const wideMembrane = { height: 1, width: 5, channels: 1, data: Float32Array.of(0.9, 0.2, 0.1, 0.2, 0.9) };
 * vRand(wideMembrane, truth).score; // 1
 */
export function vRand(prediction: Prediction, truth: LabelArray, options: SegmentOptions = {}): SegmentationScore {
  return vRandOfTable(thinnedOverlaps('vRand', prediction, truth, options));
}

/** {@link vRand} of overlaps that are counted already; pixels of predicted label 0 are segments of one pixel each. */
export function vRandOfTable(table: ContingencyTable): SegmentationScore {
  if (table.total === 0) return { score: 1, split: 1, merge: 1 };
  const border = table.predictedLabels.indexOf(0);
  let both = 0;
  for (let entry = 0; entry < table.counts.length; entry++) {
    const count = table.counts[entry]!;
    both += table.predictedIndex[entry] === border ? count : count * count;
  }
  let inTruth = 0;
  for (const size of table.truthSizes) inTruth += size * size;
  let inPrediction = 0;
  for (const [index, size] of table.predictedSizes.entries()) inPrediction += index === border ? size : size * size;
  return { score: (2 * both) / (inTruth + inPrediction), split: both / inTruth, merge: both / inPrediction };
}
