import type { LabelArray } from '@unet/tensor/arrays';
import { isProbability, type PredictionArray } from './prediction.ts';

/**
 * 1 where a prediction is inside, 0 elsewhere: where the probability is above the threshold, or the class map not 0.
 *
 * The float32 probability is compared as a double with the threshold as it is, as the challenge's plugin does: a float32 0.1, which
 * is 0.100000001490116, is above the threshold 0.1.
 */
export function foreground(prediction: PredictionArray, threshold: number): LabelArray {
  if (!isProbability(prediction)) return inside(prediction);
  const probability = prediction.data;
  const data = new Int32Array(probability.length);
  for (let index = 0; index < data.length; index++) {
    if (probability[index]! > threshold) data[index] = 1;
  }
  return { height: prediction.height, width: prediction.width, data };
}

/** 1 where a label is not 0. */
export function inside({ height, width, data }: LabelArray): LabelArray {
  const result = new Int32Array(data.length);
  for (let index = 0; index < data.length; index++) {
    if (data[index] !== 0) result[index] = 1;
  }
  return { height, width, data: result };
}
