import type { LabelArray } from '@unet/tensor/arrays';
import type { ContingencyTable } from './contingency-table.ts';
import type { Prediction } from './prediction.ts';
import { type SegmentOptions, thinnedOverlaps } from './segment.ts';
import type { SegmentationScore } from './v-rand.ts';

/**
 * V-Info: foreground-restricted information F-score after border thinning (Arganda-Carreras et al. 2015, equation 6,
 * doi:10.3389/fnana.2015.00142), the second score of the ISBI 2012 challenge; higher is better.
 *
 * Segments and thinning as in {@link vRand}. With I the mutual information of predicted segment S and true segment T of a
 * pixel of the truth's foreground, and H their entropies: split = I / H(S), merge = I / H(T), score = I / (0.5 H(S) + 0.5 H(T)).
 *
 * A prediction of one segment cannot split (split 1), a truth of one segment cannot be merged (merge 1); if both are one
 * segment the score is 1, if one is, 0. A truth without foreground has nothing to get wrong: all three are 1.
 * A prediction without any segment counts as segments of one pixel each; that scores well above 0 here, unlike in V-Rand.
 * @param prediction probabilities of class 1 `[height, width, 1]`, or a map of classes or segments `[height, width]`
 * @param truth class map or segments `[height, width]`, 0 for the border
 * @throws RangeError if the sizes differ, an option is out of range, or a value is no probability (NaN among them)
 * @example
 * const truth = { height: 1, width: 5, data: Int32Array.of(1, 1, 0, 1, 1) };
 * const wideMembrane = { height: 1, width: 5, channels: 1, data: Float32Array.of(0.9, 0.2, 0.1, 0.2, 0.9) };
 * vInfo(wideMembrane, truth).score; // 1
 */
export function vInfo(prediction: Prediction, truth: LabelArray, options: SegmentOptions = {}): SegmentationScore {
  return vInfoOfTable(thinnedOverlaps('vInfo', prediction, truth, options));
}

/** {@link vInfo} of overlaps that are counted already; pixels of predicted label 0 are segments of one pixel each. */
export function vInfoOfTable(table: ContingencyTable): SegmentationScore {
  const { total } = table;
  if (total === 0) return { score: 1, split: 1, merge: 1 };
  const border = table.predictedLabels.indexOf(0);
  // Entropies times the number of pixels, in nats; the unit cancels.
  let predicted = 0;
  for (const [index, size] of table.predictedSizes.entries()) {
    predicted += size * Math.log(index === border ? total : total / size);
  }
  let truth = 0;
  for (const size of table.truthSizes) truth += size * Math.log(total / size);
  let predictedGivenTruth = 0;
  let truthGivenPredicted = 0;
  for (let entry = 0; entry < table.counts.length; entry++) {
    const count = table.counts[entry]!;
    const trueSize = table.truthSizes[table.truthIndex[entry]!]!;
    if (table.predictedIndex[entry] === border) {
      predictedGivenTruth += count * Math.log(trueSize);
    } else {
      predictedGivenTruth += count * Math.log(trueSize / count);
      truthGivenPredicted += count * Math.log(table.predictedSizes[table.predictedIndex[entry]!]! / count);
    }
  }
  return {
    score: share(predictedGivenTruth + truthGivenPredicted, predicted + truth),
    split: share(predictedGivenTruth, predicted),
    merge: share(truthGivenPredicted, truth),
  };
}

/** I / H written as 1 - H(.|.) / H: exactly 1 for a perfect match, where I = H(S) + H(T) - H(S, T) would round. */
function share(open: number, entropy: number): number {
  return entropy === 0 ? 1 : Math.min(1, Math.max(0, 1 - open / entropy));
}
