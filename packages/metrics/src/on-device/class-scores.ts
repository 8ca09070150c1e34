import {
  add,
  cast,
  div,
  equal,
  eye,
  fill,
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

/**
 * Intersection over union (Jaccard 1901) by class, on the device: nothing is read. Pixels of the class in both maps / pixels of it in
 * either, from 0 to 1; NaN for a class that neither map holds. What `iou` in `@unet/metrics/arrays` has as `perClass`.
 * @param matrix float32 or int32 `[classes, classes]`, the truth in rows, as {@link confusionMatrix} gives it; stays the caller's
 * @returns float32 `[classes]`; the caller owns it
 * @throws TypeError if the matrix is not a square tensor
 * @example
 * const scores = iou(confusionMatrix(predicted, truth, { classes: 2 }));
 */
export function iou(matrix: Tensor2D): Tensor1D {
  return scores('iou', matrix, (both, truth, predicted) => ratio(both, sub(add(truth, predicted), both)));
}

/**
 * Dice (1945) coefficient by class, on the device: nothing is read. 2 x pixels in both / (pixels in truth + pixels in prediction), from 0 to
 * 1; NaN for a class that neither map holds. Argument, result and errors as in {@link iou}.
 */
export function dice(matrix: Tensor2D): Tensor1D {
  return scores('dice', matrix, (both, truth, predicted) => ratio(mul(both, 2), add(truth, predicted)));
}

/**
 * Precision by class, on the device: nothing is read. The share of the pixels predicted as the class that are of it, from 0 to 1; NaN for a
 * class never predicted. Argument, result and errors as in {@link iou}.
 */
export function precision(matrix: Tensor2D): Tensor1D {
  return scores('precision', matrix, (both, _truth, predicted) => ratio(both, predicted));
}

/**
 * Recall by class, on the device: nothing is read. The share of the class's pixels that are predicted as it, from 0 to 1; NaN for a class
 * that the truth lacks. Argument, result and errors as in {@link iou}.
 */
export function recall(matrix: Tensor2D): Tensor1D {
  return scores('recall', matrix, (both, truth) => ratio(both, truth));
}

/**
 * Fraction of all pixels that have the right class, from 0 to 1, on the device: nothing is read. NaN for a matrix of zeros.
 * @param matrix float32 or int32 `[classes, classes]`, the truth in rows, as {@link confusionMatrix} gives it; stays the caller's
 * @returns the fraction as a scalar; the caller owns it
 * @throws TypeError if the matrix is not a square tensor
 */
export function accuracy(matrix: Tensor2D): Scalar {
  checkMatrix('accuracy', matrix);
  return tidy((): Scalar => {
    const counts: Tensor2D = cast(matrix, 'float32');
    return ratio<Scalar>(sum(onDiagonal(counts)), sum(counts));
  });
}

function scores(
  name: string,
  matrix: Tensor2D,
  score: (both: Tensor1D, truth: Tensor1D, predicted: Tensor1D) => Tensor1D,
): Tensor1D {
  checkMatrix(name, matrix);
  return tidy((): Tensor1D => {
    const counts: Tensor2D = cast(matrix, 'float32');
    return score(onDiagonal(counts), sum(counts, 1), sum(counts, 0));
  });
}

function onDiagonal(matrix: Tensor2D): Tensor1D {
  return sum(mul(matrix, eye(matrix.shape[0])), 1);
}

/** The quotient, NaN where it is 0 / 0: webgl takes that for 1. */
function ratio<Result extends Tensor>(part: Result, whole: Result): Result {
  const isZero = equal(whole, 0);
  const quotient = div(part, where(isZero, onesLike(whole), whole));
  return where(isZero, fill(whole.shape, Number.NaN), quotient) as Result;
}

function checkMatrix(name: string, matrix: Tensor2D): void {
  const [rows, columns, ...more] = isTensor(matrix) ? (matrix.shape as number[]) : [];
  if (rows === undefined || rows === 0 || rows !== columns || more.length > 0) {
    throw new TypeError(`${name}: matrix must be a [classes, classes] tensor, got ${describe(matrix)}`);
  }
}
