import type { ImageArray, LabelArray } from '@unet/tensor/arrays';
import { checkImageArray, describe } from '@unet/tensor/internal';

/**
 * The plane of one class from probabilities `[height, width, classes]`.
 * @returns a copy, `[height, width, 1]`
 * @throws RangeError for a class that does not exist, TypeError for what is no whole `ImageArray`
 * @example
 * const cells = classProbability(await segment(unet, image), 1);
 */
export function classProbability(probabilities: ImageArray, classIndex: number): ImageArray {
  checkImageArray('classProbability', 'probabilities', probabilities);
  const { height, width, channels, data } = probabilities;
  checkClassIndex(classIndex, channels);
  const plane = new Float32Array(height * width);
  for (let pixel = 0; pixel < plane.length; pixel++) plane[pixel] = data[pixel * channels + classIndex]!;
  return { height, width, channels: 1, data: plane };
}

/**
 * The class of the highest probability at each pixel of `[height, width, classes]`; the lowest class among equals.
 * @throws TypeError for what is no whole `ImageArray`
 * @example
 * const label = mostProbableClass(await segment(unet, image));
 */
export function mostProbableClass(probabilities: ImageArray): LabelArray {
  checkImageArray('mostProbableClass', 'probabilities', probabilities);
  const { height, width } = probabilities;
  const label = { height, width, data: new Int32Array(height * width) };
  writeMostProbableClass(probabilities, label.data);
  return label;
}

/** Writes {@link mostProbableClass} of some rows into memory of the caller. */
export function writeMostProbableClass({ channels, data }: ImageArray, classes: Int32Array): void {
  for (let pixel = 0; pixel < classes.length; pixel++) {
    const start = pixel * channels;
    let best = 0;
    for (let channel = 1; channel < channels; channel++) {
      if (data[start + channel]! > data[start + best]!) best = channel;
    }
    classes[pixel] = best;
  }
}

/** Throws unless there is such a class. */
export function checkClassIndex(classIndex: number, classes: number): void {
  if (Number.isInteger(classIndex) && classIndex >= 0 && classIndex < classes) return;
  throw new RangeError(
    `classProbability: classIndex must be an integer from 0 to ${classes - 1}, got ${describe(classIndex)}`,
  );
}
