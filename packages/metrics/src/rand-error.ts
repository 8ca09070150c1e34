import type { LabelArray } from '@unet/tensor/arrays';
import { checkLabelArray, checkOptions, checkSameSize, checkWord } from '@unet/tensor/internal';
import { type ContingencyTable, contingencyTable } from './contingency-table.ts';
import { checkIgnore } from './ignore-option.ts';

/**
 * How pixels count that the prediction gives label 0: together as one more segment (`segment`, as scikit-image does), or each
 * as a segment of one pixel (`pixels`, as the challenge's script did with predicted borders).
 */
export type PredictedBorder = 'segment' | 'pixels';

/** Options of {@link randError}. */
export interface RandErrorOptions {
  /** Labels of the truth whose pixels are left out, default `[0]`, the border. */
  readonly ignore?: readonly number[];
  /** Default `segment`. */
  readonly predictedBorder?: PredictedBorder;
}

/** Agreement of two segmentations on pairs of pixels. */
export interface RandError {
  /** 1 - F, where F is the harmonic mean of precision and recall; 0 is perfect. */
  readonly error: number;
  /** Of the pairs that share a segment in the prediction, the share that does so in the truth; low where cells are merged. */
  readonly precision: number;
  /** Of the pairs that share a segment in the truth, the share that does so in the prediction; low where cells are split. */
  readonly recall: number;
}

/**
 * Adapted Rand error: 1 - F-score of the pairs of different pixels that share a segment, over pixels that are not border in the
 * truth (Rand 1971; SNEMI3D; Arganda-Carreras et al. 2015, doi:10.3389/fnana.2015.00142).
 *
 * `error` is that of scikit-image's `metrics.adapted_rand_error`. Its release 0.19.3 divides `precision` by the truth's pairs and
 * `recall` by the prediction's, against its own documentation; here they are as documented there and above.
 * With no pair in either map there is nothing to get wrong: error 0, precision and recall 1. With pairs in one map alone,
 * or none in common, the error is 1, where scikit-image gives NaN.
 * @param predicted segments `[height, width]`, such as numbered components
 * @param truth segments `[height, width]`
 * @throws RangeError if the sizes differ or `predictedBorder` is unknown
 * @example
 * const truth = { height: 1, width: 4, data: Int32Array.of(1, 1, 2, 2) };
 * const merged = { height: 1, width: 4, data: Int32Array.of(1, 1, 1, 1) };
 * randError(merged, truth); // { error: 0.5, precision: 1 / 3, recall: 1 }
 */
export function randError(predicted: LabelArray, truth: LabelArray, options: RandErrorOptions = {}): RandError {
  checkLabelArray('randError', 'predicted', predicted);
  checkLabelArray('randError', 'truth', truth);
  checkSameSize('randError', 'truth', truth, 'prediction', predicted);
  checkOptions('randError', options, { ignore: true, predictedBorder: true });
  const { ignore = [0], predictedBorder = 'segment' } = options;
  checkIgnore('randError', ignore);
  checkPredictedBorder('randError', predictedBorder);
  return randErrorOfTable(contingencyTable(predicted, truth, { ignore }), predictedBorder);
}

/** {@link randError} of overlaps that are counted already. */
export function randErrorOfTable(table: ContingencyTable, predictedBorder: PredictedBorder): RandError {
  const border = predictedBorder === 'pixels' ? table.predictedLabels.indexOf(0) : -1;
  let both = 0;
  for (let entry = 0; entry < table.counts.length; entry++) {
    if (table.predictedIndex[entry] !== border) both += orderedPairs(table.counts[entry]!);
  }
  let inTruth = 0;
  for (const size of table.truthSizes) inTruth += orderedPairs(size);
  let inPrediction = 0;
  for (const [index, size] of table.predictedSizes.entries()) {
    if (index !== border) inPrediction += orderedPairs(size);
  }
  if (inTruth === 0 && inPrediction === 0) return { error: 0, precision: 1, recall: 1 };
  return {
    error: 1 - (2 * both) / (inTruth + inPrediction),
    precision: inPrediction === 0 ? 1 : both / inPrediction,
    recall: inTruth === 0 ? 1 : both / inTruth,
  };
}

/** Throws unless the option is one of the two. */
export function checkPredictedBorder(where: string, value: PredictedBorder): void {
  checkWord(where, 'predictedBorder', value, ['segment', 'pixels']);
}

function orderedPairs(size: number): number {
  return size * (size - 1);
}
