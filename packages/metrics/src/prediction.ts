import type { ImageArray, LabelArray } from '@unet/tensor/arrays';
import { checkImageArray, checkLabelArray, checkSameSize, describe, isTensor, place } from '@unet/tensor/internal';

/**
 * What a network says about a slice: probabilities of class 1 as an image of one channel, or a map of classes or of segments.
 * Class 1 is the inside of cells; 0 is the border (membrane) between them.
 */
export type PredictionArray = ImageArray | LabelArray;

/** How far rounding (softmax on half floats, blended tiles) may carry a probability out of [0, 1] before it is refused. */
const probabilitySlack = 1e-3;

/** Whether the prediction holds probabilities (an image) and not a map of classes or segments. */
export function isProbability(prediction: PredictionArray): prediction is ImageArray {
  return 'channels' in prediction;
}

/**
 * Throws unless `prediction` and `truth` are whole and of one size, and the prediction's numbers are probabilities.
 * @param where name of the calling function, the start of the message
 * @param prefix what stands before the names of the two: "slices[1]."
 */
export function checkPrediction(where: string, prediction: PredictionArray, truth: LabelArray, prefix = ''): void {
  const name = `${prefix}prediction`;
  if (typeof prediction !== 'object' || prediction === null || isTensor(prediction)) {
    throw new TypeError(
      `${where}: ${name} must be { height, width, channels, data } or { height, width, data }, got ${describe(prediction)}`,
    );
  }
  if (isProbability(prediction)) checkProbability(where, name, prediction);
  else checkLabelArray(where, name, prediction);
  checkLabelArray(where, `${prefix}truth`, truth);
  checkSameSize(where, `${prefix}truth`, truth, 'prediction', prediction);
}

function checkProbability(where: string, argument: string, prediction: ImageArray): void {
  checkImageArray(where, argument, prediction);
  if (prediction.channels !== 1) {
    throw new RangeError(
      `${where}: ${argument} must have 1 channel (the probability of class 1), got ${prediction.channels}`,
    );
  }
  const { data, width } = prediction;
  for (let index = 0; index < data.length; index++) {
    const value = data[index]!;
    // Written so that NaN is refused too.
    if (!(value >= -probabilitySlack && value <= 1 + probabilitySlack)) {
      throw new RangeError(
        `${where}: ${argument} must hold probabilities from 0 to 1, got ${value} at ${place(index, width)}`,
      );
    }
  }
}
