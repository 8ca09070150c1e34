import type { LabelArray } from '@unet/tensor/arrays';
import { foreground } from './foreground.ts';
import { checkPrediction, checkThreshold, isProbability, type Prediction } from './prediction.ts';

/** Options of {@link pixelError}. */
export interface PixelErrorOptions {
  /** Probability above which a pixel counts as class 1, from 0 to 1, default 0.5; class maps ignore it. */
  readonly threshold?: number;
}

/**
 * Fraction of pixels whose class differs from the truth's, from 0 to 1.
 *
 * Of probabilities, the two classes are border (0) and inside (probability above the threshold); any non-zero label of the
 * truth is inside, so that a map of instances serves as well. Of a class map, class is compared with class.
 * @param prediction probabilities of class 1 `[height, width, 1]`, or a class map `[height, width]`
 * @param truth class map `[height, width]`
 * @throws RangeError if the sizes differ, or a value is no probability (NaN among them), with its row and column
 * @example
 * pixelError({ height: 1, width: 2, channels: 1, data: Float32Array.of(0.9, 0.6) }, { height: 1, width: 2, data: Int32Array.of(1, 0) }); // 0.5
 */
export function pixelError(prediction: Prediction, truth: LabelArray, options: PixelErrorOptions = {}): number {
  const { threshold = 0.5 } = options;
  checkPrediction('pixelError', prediction, truth);
  checkThreshold('pixelError', threshold);
  if (isProbability(prediction)) return foregroundError(foreground(prediction, threshold), truth);
  let wrong = 0;
  for (let index = 0; index < truth.data.length; index++) {
    if (prediction.data[index] !== truth.data[index]) wrong++;
  }
  return wrong / truth.data.length;
}

/** Fraction of pixels that are foreground (non-zero) in one of the two maps alone. */
export function foregroundError(predicted: LabelArray, truth: LabelArray): number {
  let wrong = 0;
  for (let index = 0; index < truth.data.length; index++) {
    if ((predicted.data[index] === 0) !== (truth.data[index] === 0)) wrong++;
  }
  return wrong / truth.data.length;
}
