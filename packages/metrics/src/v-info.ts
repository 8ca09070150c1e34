import type { LabelArray } from '@unet/tensor/arrays';
import type { ContingencyTable } from './contingency-table.ts';
import { scoredOverlaps } from './overlaps.ts';
import type { PredictionArray } from './prediction.ts';
import type { ScoringOptions } from './scoring-options.ts';
import type { SegmentationScore } from './segmentation-score.ts';

/**
 * V-Info: foreground-restricted information F-score after border thinning (Arganda-Carreras et al. 2015, equation 6,
 * doi:10.3389/fnana.2015.00142), the second score of the ISBI 2012 challenge; higher is better.
 *
 * Segments and thinning as in {@link vRand}. With I the mutual information of predicted segment S and true segment T of a
 * pixel of the truth's foreground, and H their entropies: split = I / H(S), merge = I / H(T), score = I / (0.5 H(S) + 0.5 H(T)).
 *
 * Where an entropy is 0 the challenge's conventions hold. A truth of one segment: split 1, merge 0, score 0. A prediction of one segment:
 * split 0, merge 1, score 0. Both of one: all 0, although they agree. NaN where the two share no information, and all three NaN for
 * a truth without foreground.
 * @param prediction probabilities of class 1 `[height, width, 1]`, or a map of classes or instances `[height, width]`
 * @param truth map of classes or instances `[height, width]`, 0 for the border
 * @throws RangeError if the sizes differ, an option is out of range, or a value is not a probability (NaN among them)
 * @example
 * const truth = { height: 1, width: 5, data: Int32Array.of(1, 1, 0, 1, 1) };
 * const wideMembrane = { height: 1, width: 5, channels: 1, data: Float32Array.of(0.9, 0.2, 0.1, 0.2, 0.9) };
 * vInfo(wideMembrane, truth).score; // 1
 */
export function vInfo(prediction: PredictionArray, truth: LabelArray, options: ScoringOptions = {}): SegmentationScore {
  return vInfoOfTable(scoredOverlaps('vInfo', prediction, truth, options));
}

/** {@link vInfo} of overlaps that are counted already; pixels of predicted label 0 are segments of one pixel each. */
export function vInfoOfTable(table: ContingencyTable): SegmentationScore {
  const { total } = table;
  if (total === 0) return { score: Number.NaN, split: Number.NaN, merge: Number.NaN };
  const dam = table.predictedLabels.indexOf(0);
  // Entropies times the number of pixels, in nats; the unit cancels.
  let predicted = 0;
  for (const [index, size] of table.predictedSizes.entries()) {
    predicted += size * Math.log(index === dam ? total : total / size);
  }
  let truth = 0;
  for (const size of table.truthSizes) truth += size * Math.log(total / size);
  if (truth === 0 || predicted === 0)
    return { score: 0, split: truth === 0 && predicted > 0 ? 1 : 0, merge: truth > 0 ? 1 : 0 };
  let predictedGivenTruth = 0;
  let truthGivenPredicted = 0;
  for (let entry = 0; entry < table.counts.length; entry++) {
    const count = table.counts[entry]!;
    const trueSize = table.truthSizes[table.truthIndex[entry]!]!;
    if (table.predictedIndex[entry] === dam) {
      predictedGivenTruth += count * Math.log(trueSize);
    } else {
      predictedGivenTruth += count * Math.log(trueSize / count);
      truthGivenPredicted += count * Math.log(table.predictedSizes[table.predictedIndex[entry]!]! / count);
    }
  }
  const split = share(predictedGivenTruth, predicted);
  const merge = share(truthGivenPredicted, truth);
  return split === 0 && merge === 0
    ? { score: Number.NaN, split, merge }
    : { score: share(predictedGivenTruth + truthGivenPredicted, predicted + truth), split, merge };
}

/** Below this a share of information is what rounding leaves of none: a single pixel's would be larger in any slice that fits in memory. */
const rounding = 1e-12;

/** I / H written as 1 - H(.|.) / H: exactly 1 for a perfect match, where I = H(S) + H(T) - H(S, T) would round. */
function share(open: number, entropy: number): number {
  const information = 1 - open / entropy;
  return information < rounding ? 0 : Math.min(1, information);
}
