import type { LabelArray } from '@unet/tensor/arrays';
import { foreground } from './foreground.ts';
import { countPixels, pixelErrorOfCounts } from './pixel-counts.ts';
import { isProbability, type PredictionArray } from './prediction.ts';
import { checkThresholded, type ThresholdOptions } from './threshold-option.ts';

/**
 * Fraction of pixels whose class differs from the truth's, from 0 (perfect) to 1.
 *
 * Of probabilities, the two classes are border (0) and inside (probability above the threshold); any non-zero label of the
 * truth is inside, so that a map of instances serves as well. Of a class map, class is compared with class, and the threshold ignored.
 * The challenge's own "pixel error" is another number, {@link fScorePixelError}.
 * @param prediction probabilities of class 1 `[height, width, 1]`, or a class map `[height, width]`
 * @param truth class map `[height, width]`
 * @throws RangeError if the sizes differ, or a value is not a probability (NaN among them), with its row and column
 * @example
 * pixelError({ height: 1, width: 2, channels: 1, data: Float32Array.of(0.9, 0.6) }, { height: 1, width: 2, data: Int32Array.of(1, 0) }); // 0.5
 */
export function pixelError(prediction: PredictionArray, truth: LabelArray, options: ThresholdOptions = {}): number {
  const threshold = checkThresholded('pixelError', prediction, truth, options);
  if (isProbability(prediction)) return pixelErrorOfCounts(countPixels(foreground(prediction, threshold), truth));
  let wrong = 0;
  for (let index = 0; index < truth.data.length; index++) {
    if (prediction.data[index] !== truth.data[index]) wrong++;
  }
  return wrong / truth.data.length;
}
