import { argMax, slice } from '@tensorflow/tfjs-core';
import type { Image, ImageArray, Label, LabelArray } from '@unet/tensor';
import * as arrays from './class-maps-of-arrays.ts';
import { checkImageLike, isImageTensor } from './image-like.ts';

/**
 * The plane of one class from probabilities `[height, width, classes]`, on the device or in plain memory; nothing is read from the device.
 * @param probabilities stay the caller's
 * @returns a copy, `[height, width, 1]`, owned by the caller
 * @throws RangeError for a class that does not exist, TypeError for what is no image
 * @example
 * const probabilities = await segment(unet, image);
 * const cells = classProbability(probabilities, 1);
 */
export function classProbability(probabilities: Image, classIndex: number): Image;
export function classProbability(probabilities: ImageArray, classIndex: number): ImageArray;
export function classProbability(probabilities: Image | ImageArray, classIndex: number): Image | ImageArray {
  checkImageLike('classProbability', 'probabilities', probabilities);
  if (!isImageTensor(probabilities)) return arrays.classProbability(probabilities, classIndex);
  const [height, width, classes] = probabilities.shape;
  arrays.checkClassIndex(classIndex, classes);
  return slice(probabilities, [0, 0, classIndex], [height, width, 1]);
}

/**
 * The class of the highest probability at each pixel of `[height, width, classes]`, the lowest class among equals, on the device or in
 * plain memory; nothing is read from the device.
 * @param probabilities stay the caller's
 * @returns class indices, int32 `[height, width]`, owned by the caller
 * @throws TypeError for what is no image
 * @example
 * const label = mostProbableClass(await segment(unet, image));
 */
export function mostProbableClass(probabilities: Image): Label;
export function mostProbableClass(probabilities: ImageArray): LabelArray;
export function mostProbableClass(probabilities: Image | ImageArray): Label | LabelArray {
  checkImageLike('mostProbableClass', 'probabilities', probabilities);
  if (!isImageTensor(probabilities)) return arrays.mostProbableClass(probabilities);
  return argMax(probabilities, 2);
}
