import { describe } from '@unet/tensor/internal';
import type { ConfusionMatrix } from './confusion-matrix.ts';

/** A score of every class, and the mean of those that have one. */
export interface ClassScores {
  /** By class; NaN where the score is 0 / 0 because the class is absent. */
  readonly perClass: readonly number[];
  /** Mean of the scores that are not NaN; NaN if all are. */
  readonly mean: number;
}

/**
 * Intersection over union (Jaccard 1901) by class: pixels of the class in both maps / pixels of it in either.
 * NaN for a class that neither map holds.
 * @param matrix counts of pixels, the truth in rows, as `confusionMatrix` gives them
 * @throws TypeError unless it is a square matrix of numbers
 * @example
 * iou([[1, 0], [1, 1]]).perClass; // [0.5, 0.5]
 */
export function iou(matrix: ConfusionMatrix): ClassScores {
  return scores('iou', matrix, (both, truth, predicted) => both / (truth + predicted - both));
}

/**
 * Dice (1945) coefficient by class, the F-score of its pixels: 2 x pixels in both / (pixels in truth + pixels in prediction).
 * NaN for a class that neither map holds.
 */
export function dice(matrix: ConfusionMatrix): ClassScores {
  return scores('dice', matrix, (both, truth, predicted) => (2 * both) / (truth + predicted));
}

/** Precision by class: the share of the pixels predicted as the class that are of it. NaN for a class never predicted. */
export function precision(matrix: ConfusionMatrix): ClassScores {
  return scores('precision', matrix, (both, _truth, predicted) => both / predicted);
}

/** Recall by class: the share of the class's pixels that are predicted as it. NaN for a class that the truth lacks. */
export function recall(matrix: ConfusionMatrix): ClassScores {
  return scores('recall', matrix, (both, truth) => both / truth);
}

/** Fraction of all pixels that have the right class, 1 - {@link pixelError}. NaN for a matrix of zeros. */
export function accuracy(matrix: ConfusionMatrix): number {
  checkMatrix('accuracy', matrix);
  let right = 0;
  let pixels = 0;
  for (const [truth, row] of matrix.entries()) {
    right += row[truth]!;
    for (const count of row) pixels += count;
  }
  return right / pixels;
}

function scores(
  where: string,
  matrix: ConfusionMatrix,
  score: (both: number, truth: number, predicted: number) => number,
): ClassScores {
  checkMatrix(where, matrix);
  const perClass = matrix.map((row, index) => {
    const truth = row.reduce((sum, count) => sum + count, 0);
    const predicted = matrix.reduce((sum, other) => sum + other[index]!, 0);
    return score(row[index]!, truth, predicted);
  });
  const present = perClass.filter((value) => !Number.isNaN(value));
  return { perClass, mean: present.reduce((sum, value) => sum + value, 0) / present.length };
}

function checkMatrix(where: string, matrix: ConfusionMatrix): void {
  if (Array.isArray(matrix) && matrix.length > 0 && matrix.every((row) => isRow(row, matrix.length))) return;
  throw new TypeError(
    `${where}: matrix must be a square matrix of numbers made by confusionMatrix, got ${describe(matrix)}`,
  );
}

function isRow(row: unknown, classes: number): boolean {
  return Array.isArray(row) && row.length === classes && row.every((count) => typeof count === 'number');
}
