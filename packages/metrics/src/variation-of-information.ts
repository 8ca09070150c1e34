import type { LabelArray } from '@unet/tensor/arrays';
import { checkLabelArray, checkOptions, checkSameSize } from '@unet/tensor/internal';
import { contingencyTable } from './contingency-table.ts';
import { checkIgnore } from './ignore-option.ts';

/** The two halves of the variation of information, in bits. */
export interface VariationOfInformation {
  /** H(prediction | truth): what is still open about the predicted segment when the true one is known; 0 without false splits. */
  readonly split: number;
  /** H(truth | prediction): 0 without false merges. */
  readonly merge: number;
}

/** Options of {@link variationOfInformation}. */
export interface VariationOfInformationOptions {
  /** Labels of the truth whose pixels are left out, default none. */
  readonly ignore?: readonly number[];
}

/**
 * Variation of information (Meila 2007, doi:10.1016/j.jmva.2006.11.013) as its two conditional entropies, in bits; their sum is
 * the distance. The order is that of scikit-image's `metrics.variation_of_information(truth, predicted)`: splits, then merges.
 * @param predicted segments `[height, width]`; label 0 is a segment like any other
 * @param truth segments `[height, width]`
 * @returns both at least 0, both 0 for equal segmentations; both 0 when every pixel is left out
 * @throws RangeError if the sizes differ
 * @example
 * const truth = { height: 1, width: 4, data: Int32Array.of(1, 1, 2, 2) };
 * const merged = { height: 1, width: 4, data: Int32Array.of(1, 1, 1, 1) };
 * variationOfInformation(merged, truth); // { split: 0, merge: 1 }
 */
export function variationOfInformation(
  predicted: LabelArray,
  truth: LabelArray,
  options: VariationOfInformationOptions = {},
): VariationOfInformation {
  const where = 'variationOfInformation';
  checkLabelArray(where, 'predicted', predicted);
  checkLabelArray(where, 'truth', truth);
  checkSameSize(where, 'truth', truth, 'prediction', predicted);
  checkOptions(where, options, { ignore: true });
  checkIgnore(where, options.ignore);
  const table = contingencyTable(predicted, truth, options);
  let split = 0;
  let merge = 0;
  for (let entry = 0; entry < table.counts.length; entry++) {
    const count = table.counts[entry]!;
    split += count * Math.log2(table.truthSizes[table.truthIndex[entry]!]! / count);
    merge += count * Math.log2(table.predictedSizes[table.predictedIndex[entry]!]! / count);
  }
  if (table.total === 0) return { split: 0, merge: 0 };
  return { split: split / table.total, merge: merge / table.total };
}
