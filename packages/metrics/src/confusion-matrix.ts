import type { LabelArray } from '@unet/tensor/arrays';
import { checkCount, checkLabelArray, checkOptions, checkSameSize, place } from '@unet/tensor/internal';

/** Counts of pixels by class: `matrix[t][p]` pixels have the class t in the truth (row) and p in the prediction (column). */
export type ConfusionMatrix = readonly (readonly number[])[];

/** Options of {@link confusionMatrix}. */
export interface ConfusionMatrixOptions {
  /** Number of classes, at least 1; both maps hold 0 to classes - 1. */
  readonly classes: number;
}

/**
 * Counts how often each class was taken for each.
 * @param predicted class map `[height, width]`
 * @param truth class map `[height, width]`
 * @returns `classes` rows (truth) of `classes` columns (prediction), in pixels
 * @throws RangeError if the sizes differ or a pixel holds another class, with its row and column
 * @example
 * const truth = { height: 1, width: 3, data: Int32Array.of(0, 1, 1) };
 * const predicted = { height: 1, width: 3, data: Int32Array.of(0, 0, 1) };
 * confusionMatrix(predicted, truth, { classes: 2 }); // [[1, 0], [1, 1]]
 */
export function confusionMatrix(
  predicted: LabelArray,
  truth: LabelArray,
  options: ConfusionMatrixOptions,
): ConfusionMatrix {
  checkLabelArray('confusionMatrix', 'predicted', predicted);
  checkLabelArray('confusionMatrix', 'truth', truth);
  checkSameSize('confusionMatrix', 'truth', truth, 'prediction', predicted);
  const classes = readClasses(options);
  checkClasses('predicted', predicted, classes);
  checkClasses('truth', truth, classes);
  const counts = new Float64Array(classes * classes);
  for (let index = 0; index < truth.data.length; index++) {
    counts[truth.data[index]! * classes + predicted.data[index]!]!++;
  }
  return Array.from({ length: classes }, (_, row) => [...counts.subarray(row * classes, (row + 1) * classes)]);
}

/** The number of classes, checked; on tensors, too. */
export function readClasses(options: ConfusionMatrixOptions): number {
  checkOptions('confusionMatrix', options, { classes: true });
  checkCount('confusionMatrix', 'classes', options.classes);
  return options.classes;
}

function checkClasses(argument: string, label: LabelArray, classes: number): void {
  for (let index = 0; index < label.data.length; index++) {
    const value = label.data[index]!;
    if (value < 0 || value >= classes) {
      throw new RangeError(
        `confusionMatrix: ${argument} must hold classes from 0 to ${classes - 1}, got ${value} at ${place(index, label.width)}`,
      );
    }
  }
}
