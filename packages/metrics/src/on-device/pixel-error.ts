import {
  abs,
  cast,
  div,
  greater,
  notEqual,
  reshape,
  type Scalar,
  sub,
  sum,
  type Tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import type { Image, Label } from '@unet/tensor';
import { checkImage, checkLabel, checkSameSize, describe, isTensor } from '@unet/tensor/internal';
import type { Prediction } from '../lifted.ts';
import { readThreshold, type ThresholdOptions } from '../threshold-option.ts';

/**
 * Fraction of pixels whose class differs from the truth's, from 0 (perfect) to 1, on the device: nothing is read.
 *
 * As `pixelError` in `@unet/metrics/arrays`, in float32: exact counts up to 2^24 = 16777216 wrong pixels, divided by all. Values that are no
 * probability, which only a read could find, are taken as they are; NaN is border.
 * @param prediction probabilities of class 1, float32 `[height, width, 1]`, or a class map, int32 `[height, width]`; stays the caller's
 * @param truth class map, int32 `[height, width]`; stays the caller's
 * @returns the fraction as a scalar; the caller owns it
 * @throws RangeError if the sizes differ or the threshold is out of range
 * @example
 * const error = pixelError(prediction, truth);
 */
export function pixelError(prediction: Prediction, truth: Label, options: ThresholdOptions = {}): Scalar {
  checkLabel('pixelError', 'truth', truth);
  const isProbability = checkPrediction('pixelError', prediction);
  const [height, width] = truth.shape;
  const [predictedHeight, predictedWidth] = prediction.shape as [number, number];
  checkSameSize('pixelError', 'truth', { height, width }, 'prediction', {
    height: predictedHeight,
    width: predictedWidth,
  });
  const threshold = readThreshold('pixelError', options);
  return tidy((): Scalar => {
    const wrong = isProbability
      ? differs(greater(reshape(prediction, [height, width]), float32Below(threshold)), notEqual(truth, 0))
      : cast(notEqual(prediction, truth), 'float32');
    return div(sum(wrong), height * width);
  });
}

function differs(one: Tensor, other: Tensor): Tensor {
  return abs(sub(cast(one, 'float32'), cast(other, 'float32')));
}

/**
 * The highest float32 number that is not above the threshold: a float32 number is above the one exactly where it is above the other,
 * though devices compare in float32 and the array function in double precision.
 */
function float32Below(threshold: number): number {
  const nearest = Float32Array.of(threshold);
  if (nearest[0]! > threshold) new Int32Array(nearest.buffer)[0]!--;
  return nearest[0]!;
}

/** Throws unless it is probabilities of one class or a class map; returns whether it is the former. */
function checkPrediction(where: string, prediction: Prediction): boolean {
  const rank = isTensor(prediction) ? prediction.shape.length : undefined;
  if (rank === 2) checkLabel(where, 'prediction', prediction as Label);
  else if (rank === 3) {
    checkImage(where, 'prediction', prediction as Image);
    const channels = prediction.shape[2];
    if (channels !== 1) {
      throw new RangeError(`${where}: prediction must have 1 channel (the probability of class 1), got ${channels}`);
    }
  } else {
    throw new TypeError(
      `${where}: prediction must be a [height, width, channels] float32 or a [height, width] int32 tensor, got ${describe(prediction)}`,
    );
  }
  return rank === 3;
}
