import type { LabelArray } from '@unet/tensor/arrays';
import type { ContingencyTable } from './contingency-table.ts';
import { scoredOverlaps } from './overlaps.ts';
import type { PredictionArray } from './prediction.ts';
import type { ScoringOptions } from './scoring-options.ts';
import type { SegmentationScore } from './segmentation-score.ts';

/**
 * V-Rand: foreground-restricted Rand F-score after border thinning (Arganda-Carreras et al. 2015, Front. Neuroanat. 9:142,
 * equation 3, doi:10.3389/fnana.2015.00142), the first score of the ISBI 2012 challenge; higher is better.
 *
 * 1. Segments: connected components of prediction > threshold, and of the truth's non-zero labels.
 * 2. Thinning: the prediction's segments grow until they meet ({@link thinBorders}), so that the width of a predicted membrane
 *    hardly matters. A prediction with nothing inside is one segment. (Thinning the truth would change pixels that are not scored.)
 * 3. With p_ij the share of the truth's foreground pixels in segment i of the prediction and j of the truth, s_i and t_j its sums:
 *    split = sum p^2 / sum t^2, merge = sum p^2 / sum s^2, score = sum p^2 / (0.5 sum s^2 + 0.5 sum t^2). Pixels of a dam that the
 *    thinning leaves are segments of one pixel each.
 *
 * A truth without foreground has nothing to score: all three are NaN, as in the challenge.
 * @param prediction probabilities of class 1 `[height, width, 1]`, or a map of classes or instances `[height, width]`
 * @param truth map of classes or instances `[height, width]`, 0 for the border
 * @throws RangeError if the sizes differ, an option is out of range, or a value is not a probability (NaN among them)
 * @example
 * const truth = { height: 1, width: 5, data: Int32Array.of(1, 1, 0, 1, 1) };
 * const wideMembrane = { height: 1, width: 5, channels: 1, data: Float32Array.of(0.9, 0.2, 0.1, 0.2, 0.9) };
 * vRand(wideMembrane, truth).score; // 1
 */
export function vRand(prediction: PredictionArray, truth: LabelArray, options: ScoringOptions = {}): SegmentationScore {
  return vRandOfPairs(countSquares(scoredOverlaps('vRand', prediction, truth, options)));
}

/** Sums of squared pixel counts, that is of ordered pairs of pixels drawn with replacement. */
export interface SquareSums {
  readonly both: number;
  readonly inTruth: number;
  readonly inPrediction: number;
}

/** Counts the pairs that {@link vRand} scores; pixels of predicted label 0 are segments of one pixel each. */
export function countSquares(table: ContingencyTable): SquareSums {
  const dam = table.predictedLabels.indexOf(0);
  let both = 0;
  for (let entry = 0; entry < table.counts.length; entry++) {
    const count = table.counts[entry]!;
    both += table.predictedIndex[entry] === dam ? count : count * count;
  }
  let inTruth = 0;
  for (const size of table.truthSizes) inTruth += size * size;
  let inPrediction = 0;
  for (const [index, size] of table.predictedSizes.entries()) inPrediction += index === dam ? size : size * size;
  return { both, inTruth, inPrediction };
}

/** {@link vRand} of pairs that are counted already: 0 / 0 without any. */
export function vRandOfPairs({ both, inTruth, inPrediction }: SquareSums): SegmentationScore {
  return { score: (2 * both) / (inTruth + inPrediction), split: both / inTruth, merge: both / inPrediction };
}
