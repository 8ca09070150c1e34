import {
  add,
  cast,
  div,
  equal,
  eye,
  fill,
  logicalNot,
  mul,
  onesLike,
  type Scalar,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tidy,
  where,
} from '@tensorflow/tfjs-core';
import { describe, isTensor } from '@unet/tensor/internal';

/** A score of every class, and the mean of those that have one, on the device. A type alias, so that `tidy` may return one. */
export type ClassScoresTensors = {
  /** By class, float32 `[classes]`; NaN where the score is 0 / 0 because the class is absent. */
  readonly perClass: Tensor1D;
  /** Mean of the scores that are not NaN; NaN if all are. */
  readonly mean: Scalar;
};

/**
 * Intersection over union (Jaccard 1901) by class, on the device: nothing is read. Pixels of the class in both maps / pixels of it in
 * either, from 0 to 1; NaN for a class that neither map holds. As `iou` in `@unet/metrics/arrays`.
 * @param matrix float32 `[classes, classes]`, the truth in rows, as {@link confusionMatrix} gives it; stays the caller's
 * @returns the scores and their mean; the caller owns both
 * @throws TypeError if the matrix is not a square float32 tensor
 * @example
 * const { perClass, mean } = iou(confusionMatrix(predicted, truth, { classes: 2 }));
 */
export function iou(matrix: Tensor2D): ClassScoresTensors {
  return scores('iou', matrix, (both, truth, predicted) => [both, sub(add(truth, predicted), both)]);
}

/**
 * Dice (1945) coefficient by class, on the device: nothing is read. 2 x pixels in both / (pixels in truth + pixels in prediction), from 0 to
 * 1; NaN for a class that neither map holds. Argument, result and errors as in {@link iou}.
 */
export function dice(matrix: Tensor2D): ClassScoresTensors {
  return scores('dice', matrix, (both, truth, predicted) => [mul(both, 2), add(truth, predicted)]);
}

/**
 * Precision by class, on the device: nothing is read. The share of the pixels predicted as the class that are of it, from 0 to 1; NaN for a
 * class never predicted. Argument, result and errors as in {@link iou}.
 */
export function precision(matrix: Tensor2D): ClassScoresTensors {
  return scores('precision', matrix, (both, _truth, predicted) => [both, predicted]);
}

/**
 * Recall by class, on the device: nothing is read. The share of the class's pixels that are predicted as it, from 0 to 1; NaN for a class
 * that the truth lacks. Argument, result and errors as in {@link iou}.
 */
export function recall(matrix: Tensor2D): ClassScoresTensors {
  return scores('recall', matrix, (both, truth) => [both, truth]);
}

/**
 * Fraction of all pixels that have the right class, from 0 to 1, on the device: nothing is read. NaN for a matrix of zeros.
 * @param matrix float32 `[classes, classes]`, the truth in rows, as {@link confusionMatrix} gives it; stays the caller's
 * @returns the fraction as a scalar; the caller owns it
 * @throws TypeError if the matrix is not a square float32 tensor
 */
export function accuracy(matrix: Tensor2D): Scalar {
  checkMatrix('accuracy', matrix);
  return tidy((): Scalar => ratio<Scalar>(sum(onDiagonal(matrix)), sum(matrix)));
}

function scores(
  name: string,
  matrix: Tensor2D,
  /** Of which parts of which wholes the scores are: no part is more than its whole. */
  partsOf: (both: Tensor1D, truth: Tensor1D, predicted: Tensor1D) => [parts: Tensor1D, wholes: Tensor1D],
): ClassScoresTensors {
  checkMatrix(name, matrix);
  return tidy(() => {
    const [parts, wholes] = partsOf(onDiagonal(matrix), sum(matrix, 1), sum(matrix, 0));
    // A class without a score adds 0 to the sum, and nothing to what it is divided by.
    const total: Scalar = sum(orZero(parts, wholes));
    const scored: Scalar = sum(cast(logicalNot(equal(wholes, 0)), 'float32'));
    return { perClass: ratio(parts, wholes), mean: ratio(total, scored) };
  });
}

function onDiagonal(matrix: Tensor2D): Tensor1D {
  return sum(mul(matrix, eye(matrix.shape[0])), 1);
}

/** The quotient, NaN where it is 0 / 0. */
function ratio<Result extends Tensor>(part: Result, whole: Result): Result {
  return where(equal(whole, 0), fill(whole.shape, Number.NaN), orZero(part, whole)) as Result;
}

/** The quotient, 0 where it is 0 / 0: webgl takes that for 1. */
function orZero<Result extends Tensor>(part: Result, whole: Result): Result {
  return div(part, where(equal(whole, 0), onesLike(whole), whole));
}

function checkMatrix(name: string, matrix: Tensor2D): void {
  const [rows, columns, ...more] = isTensor(matrix) ? (matrix.shape as number[]) : [];
  if (rows === undefined || rows === 0 || rows !== columns || more.length > 0 || matrix.dtype !== 'float32') {
    throw new TypeError(
      `${name}: matrix must be a [classes, classes] float32 tensor made by confusionMatrix, got ${describe(matrix)}`,
    );
  }
  if (matrix.isDisposed) throw new TypeError(`${name}: matrix must not be disposed`);
}
