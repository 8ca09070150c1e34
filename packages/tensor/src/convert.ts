import { tensor2d, tensor3d } from '@tensorflow/tfjs-core';
import { checkImageArray, checkLabelArray, checkSampleArrays, checkWeightArray } from './array-checks.ts';
import type { ImageArray, LabelArray, SampleArrays, WeightArray } from './array-types.ts';
import { checkForm } from './check-values.ts';
import { checkImage, checkLabel, checkSample, checkWeight } from './checks.ts';
import { requireBackend } from './require-backend.ts';
import type { Image, Label, LabelledSlice, Sample, Weight } from './types.ts';

// Both ways copy: some backends hand out, or keep, the very array, and a later write on one side would change the other there
// and only there. A copy is one pass over memory that stays in the cache.

/** Reads an image from its backend into plain memory of its own. The tensor stays the caller's. */
export async function imageToArray(image: Image): Promise<ImageArray> {
  checkImage('imageToArray', 'image', image);
  const [height, width, channels] = image.shape;
  return { height, width, channels, data: new Float32Array(await image.data()) };
}

/** Reads a label from its backend into plain memory of its own. The tensor stays the caller's. */
export async function labelToArray(label: Label): Promise<LabelArray> {
  checkLabel('labelToArray', 'label', label);
  const [height, width] = label.shape;
  return { height, width, data: new Int32Array(await label.data()) };
}

/** Reads a weight map from its backend into plain memory of its own. The tensor stays the caller's. */
export async function weightToArray(weight: Weight): Promise<WeightArray> {
  checkWeight('weightToArray', 'weight', weight);
  const [height, width] = weight.shape;
  return { height, width, data: new Float32Array(await weight.data()) };
}

/** Reads the three tensors of a sample into plain memory of their own. The tensors stay the caller's. */
export async function sampleToArrays(sample: Sample): Promise<SampleArrays> {
  checkSample('sampleToArrays', 'sample', sample);
  const [image, label, weight] = await Promise.all([
    imageToArray(sample.image),
    labelToArray(sample.label),
    weightToArray(sample.weight),
  ]);
  return { image, label, weight };
}

/** Makes a tensor of a copy of an image in plain memory; the caller owns it. */
export function imageFromArray(image: ImageArray): Image {
  checkImageArray('imageFromArray', 'image', image);
  requireBackend('imageFromArray');
  return tensor3d(image.data.slice(), [image.height, image.width, image.channels], 'float32');
}

/**
 * Makes a tensor of a copy of a label in plain memory; the caller owns it. WebGL computes on int32 in float32 textures: values
 * beyond 2^24 come out of operations rounded there.
 */
export function labelFromArray(label: LabelArray): Label {
  checkLabelArray('labelFromArray', 'label', label);
  requireBackend('labelFromArray');
  return tensor2d(label.data.slice(), [label.height, label.width], 'int32');
}

/** Makes a tensor of a copy of a weight map in plain memory; the caller owns it. */
export function weightFromArray(weight: WeightArray): Weight {
  checkWeightArray('weightFromArray', 'weight', weight);
  requireBackend('weightFromArray');
  return tensor2d(weight.data.slice(), [weight.height, weight.width], 'float32');
}

/** Makes the three tensors of a sample; the caller owns them, {@link disposeSample} releases them. */
export function sampleFromArrays(sample: SampleArrays): Sample {
  // Everything is checked before the first tensor is made, so that a throw leaves none behind.
  checkSampleArrays('sampleFromArrays', 'sample', sample);
  return {
    image: imageFromArray(sample.image),
    label: labelFromArray(sample.label),
    weight: weightFromArray(sample.weight),
  };
}

/** Releases the tensors of a sample, or of a labelled slice, which has no weight; tensors already disposed are skipped. */
export function disposeSample(sample: Sample | LabelledSlice): void {
  checkForm('disposeSample', 'sample', sample, ['image', 'label']);
  sample.image.dispose();
  sample.label.dispose();
  if ('weight' in sample) sample.weight.dispose();
}
