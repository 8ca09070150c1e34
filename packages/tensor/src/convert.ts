import { tensor2d, tensor3d } from '@tensorflow/tfjs-core';
import { checkImageArray, checkLabelArray, checkWeightArray } from './array-checks.ts';
import type { ImageArray, LabelArray, SampleArrays, WeightArray } from './array-types.ts';
import { checkImage, checkLabel, checkWeight } from './checks.ts';
import type { Image, Label, Sample, Weight } from './types.ts';

/** Reads an image from its backend into plain memory. The tensor stays the caller's. */
export async function imageToArray(image: Image): Promise<ImageArray> {
  checkImage('imageToArray', 'image', image);
  const [height, width, channels] = image.shape;
  return { height, width, channels, data: (await image.data()) as Float32Array };
}

/** Reads a label from its backend into plain memory. The tensor stays the caller's. */
export async function labelToArray(label: Label): Promise<LabelArray> {
  checkLabel('labelToArray', 'label', label);
  const [height, width] = label.shape;
  return { height, width, data: (await label.data()) as Int32Array };
}

/** Reads a weight map from its backend into plain memory. The tensor stays the caller's. */
export async function weightToArray(weight: Weight): Promise<WeightArray> {
  checkWeight('weightToArray', 'weight', weight);
  const [height, width] = weight.shape;
  return { height, width, data: (await weight.data()) as Float32Array };
}

/** Makes a tensor of an image in plain memory; the caller owns it. The array must not be changed afterwards: `cpu` keeps it. */
export function imageFromArray(image: ImageArray): Image {
  checkImageArray('imageFromArray', 'image', image);
  return tensor3d(image.data, [image.height, image.width, image.channels], 'float32');
}

/** Makes a tensor of a label in plain memory; the caller owns it. The array must not be changed afterwards: `cpu` keeps it. */
export function labelFromArray(label: LabelArray): Label {
  checkLabelArray('labelFromArray', 'label', label);
  return tensor2d(label.data, [label.height, label.width], 'int32');
}

/** Makes a tensor of a weight map in plain memory; the caller owns it. The array must not be changed afterwards: `cpu` keeps it. */
export function weightFromArray(weight: WeightArray): Weight {
  checkWeightArray('weightFromArray', 'weight', weight);
  return tensor2d(weight.data, [weight.height, weight.width], 'float32');
}

/** Makes the three tensors of a sample; the caller owns them, {@link disposeSample} releases them. */
export function sampleFromArrays(sample: SampleArrays): Sample {
  return {
    image: imageFromArray(sample.image),
    label: labelFromArray(sample.label),
    weight: weightFromArray(sample.weight),
  };
}

/** Releases the three tensors of a sample. */
export function disposeSample(sample: Sample): void {
  sample.image.dispose();
  sample.label.dispose();
  sample.weight.dispose();
}
