import { checkImageArray, checkLabelArray, describe, type ImageArray, type LabelArray } from '@unet/tensor/arrays';

/**
 * What a network says about a slice: probabilities of class 1 as an image of one channel, or a map of classes or of segments.
 * Class 1 is the inside of cells; 0 is the border (membrane) between them.
 */
export type Prediction = ImageArray | LabelArray;

/** How far rounding (softmax on half floats, blended tiles) may carry a probability out of [0, 1] before it is refused. */
const probabilitySlack = 1e-3;

/** Whether the prediction holds probabilities (an image) and not a map of classes or segments. */
export function isProbability(prediction: Prediction): prediction is ImageArray {
  return 'channels' in prediction;
}

/**
 * Throws unless `prediction` and `truth` are whole and of one size, and the prediction's numbers are probabilities.
 * @param where name of the calling function, the start of the message
 */
export function checkPrediction(where: string, prediction: Prediction, truth: LabelArray): void {
  if (typeof prediction !== 'object' || prediction === null) {
    throw new TypeError(`${where}: prediction must be an ImageArray or a LabelArray, got ${describe(prediction)}`);
  }
  if (isProbability(prediction)) checkProbability(where, prediction);
  else checkLabelArray(where, 'prediction', prediction);
  checkLabelArray(where, 'truth', truth);
  checkSameSize(where, prediction, truth);
}

/**
 * Throws unless `prediction` is an image of one channel that holds probabilities and no NaN.
 * @param argument name of the argument in the message
 */
export function checkProbability(where: string, prediction: ImageArray, argument = 'prediction'): void {
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
        `${where}: ${argument} must hold probabilities from 0 to 1, got ${value} at row ${Math.floor(index / width)}, column ${index % width}`,
      );
    }
  }
}

/** Throws unless the two have one height and one width. */
export function checkSameSize(where: string, prediction: Prediction, truth: LabelArray, argument = 'truth'): void {
  if (prediction.height !== truth.height || prediction.width !== truth.width) {
    throw new RangeError(
      `${where}: ${argument} must have the prediction's size ${prediction.height} x ${prediction.width}, got ${truth.height} x ${truth.width}`,
    );
  }
}

/** Throws unless `threshold` is a number from 0 to 1. */
export function checkThreshold(where: string, threshold: number): void {
  if (!(threshold >= 0 && threshold <= 1)) {
    throw new RangeError(`${where}: threshold must be a number from 0 to 1, got ${describe(threshold)}`);
  }
}
