import type { LabelArray } from '@unet/tensor/arrays';
import { isProbability, type Prediction } from './prediction.ts';

/**
 * The foreground of a prediction: 1 where the probability is above the threshold, 0 elsewhere. A class map is its own foreground.
 * The threshold is rounded to float32 first, as NumPy and PyTorch do, so that a float32 0.1 is not above the threshold 0.1.
 */
export function foreground(prediction: Prediction, threshold: number): LabelArray {
  if (!isProbability(prediction)) return prediction;
  const bound = Math.fround(threshold);
  const probability = prediction.data;
  const data = new Int32Array(probability.length);
  for (let index = 0; index < data.length; index++) {
    if (probability[index]! > bound) data[index] = 1;
  }
  return { height: prediction.height, width: prediction.width, data };
}
