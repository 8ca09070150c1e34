import type { ImageArray, LabelArray } from '@unet/tensor/arrays';

/**
 * The plane of one class from probabilities `[height, width, classes]`, as `[height, width, 1]`; a copy.
 * @throws RangeError for a class that there is not
 */
export function classProbability(probabilities: ImageArray, classIndex: number): ImageArray {
  const { height, width, channels, data } = probabilities;
  if (!Number.isInteger(classIndex) || classIndex < 0 || classIndex >= channels) {
    throw new RangeError(`classProbability: classIndex must be from 0 to ${channels - 1}, got ${classIndex}`);
  }
  const plane = new Float32Array(height * width);
  for (let pixel = 0; pixel < plane.length; pixel++) plane[pixel] = data[pixel * channels + classIndex]!;
  return { height, width, channels: 1, data: plane };
}

/** The class of the highest probability at each pixel of `[height, width, classes]`; the lowest class among equals. */
export function mostProbableClass(probabilities: ImageArray): LabelArray {
  const { height, width, channels, data } = probabilities;
  const classes = new Int32Array(height * width);
  for (let pixel = 0; pixel < classes.length; pixel++) {
    const start = pixel * channels;
    let best = 0;
    for (let channel = 1; channel < channels; channel++) {
      if (data[start + channel]! > data[start + best]!) best = channel;
    }
    classes[pixel] = best;
  }
  return { height, width, data: classes };
}
