import { type Tensor3D, type Tensor4D, tensor3d, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { checkSampleArrays, describe, type SampleArrays } from '@unet/tensor/arrays';

/** Samples side by side, on the backend. */
export interface Batch {
  /** float32 `[batch, height, width, channels]` */
  readonly image: Tensor4D;
  /** int32 `[batch, height', width']` */
  readonly label: Tensor3D;
  /** float32 `[batch, height', width']` */
  readonly weight: Tensor3D;
}

/**
 * Stacks copies of samples of equal sizes; the caller owns the three tensors.
 * @throws RangeError for no samples or samples of different sizes, TypeError or RangeError for one that is not whole
 * @example
 * const batch = createBatch([await source.sample(0), await source.sample(1)]);
 */
export function createBatch(samples: readonly SampleArrays[]): Batch {
  if (!Array.isArray(samples) || samples.length === 0) {
    throw new RangeError(`createBatch: samples must be a list of at least one sample, got ${describe(samples)}`);
  }
  // Everything is checked before the first tensor is made, so that a throw leaves none behind.
  const first = samples[0] as SampleArrays;
  for (const [index, sample] of samples.entries()) {
    checkSampleArrays('createBatch', `samples[${index}]`, sample);
    if (sizesOf(sample) !== sizesOf(first)) {
      throw new RangeError(
        `createBatch: samples must have equal sizes, got ${sizesOf(first)} first and ${sizesOf(sample)} at ${index}`,
      );
    }
  }
  const { image, label } = first;
  const images = new Float32Array(samples.length * image.data.length);
  const labels = new Int32Array(samples.length * label.data.length);
  const weights = new Float32Array(labels.length);
  for (const [index, sample] of samples.entries()) {
    images.set(sample.image.data, index * image.data.length);
    labels.set(sample.label.data, index * label.data.length);
    weights.set(sample.weight.data, index * label.data.length);
  }
  const plane: [number, number, number] = [samples.length, label.height, label.width];
  // A backend may run out of memory at the second tensor.
  return tidy(() => ({
    image: tensor4d(images, [samples.length, image.height, image.width, image.channels]),
    label: tensor3d(labels, plane, 'int32'),
    weight: tensor3d(weights, plane),
  }));
}

/** Image and label in one phrase; the weight has the label's size. */
function sizesOf({ image, label }: SampleArrays): string {
  return `${image.height} x ${image.width} x ${image.channels} with label ${label.height} x ${label.width}`;
}
