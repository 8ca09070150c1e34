import { stack, type Tensor3D, type Tensor4D, tensor3d, tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { Sample } from '@unet/tensor';
import type { SampleArrays } from '@unet/tensor/arrays';
import { checkList, checkSample, checkSampleArrays } from '@unet/tensor/internal';
import { isTensorSample } from './samples/release-sample.ts';

/** Samples side by side, on the backend. */
export interface Batch {
  /** float32 `[batchSize, height, width, channels]` */
  readonly image: Tensor4D;
  /** int32 `[batchSize, height', width']` */
  readonly label: Tensor3D;
  /** float32 `[batchSize, height', width']` */
  readonly weight: Tensor3D;
}

/**
 * Stacks copies of samples of equal sizes, all of tensors or all in plain memory; the samples stay the caller's. Nothing is read from the
 * device.
 * @returns three tensors that the caller owns
 * @throws RangeError for no samples or samples of different sizes, TypeError or RangeError for one that is not whole
 * @example
 * const batch = createBatch([await source.sample(0), await source.sample(1)]);
 */
export function createBatch(samples: readonly Sample[] | readonly SampleArrays[]): Batch {
  checkList('createBatch', 'samples', samples, 'sample');
  if (isTensorSample(samples[0]!)) return stackTensors(samples as readonly Sample[]);
  return stackArrays(samples as readonly SampleArrays[]);
}

function stackTensors(samples: readonly Sample[]): Batch {
  checkAll(samples, checkSample, ({ image, label }) => sizes(image.shape, label.shape));
  return tidy(() => ({
    image: stack(samples.map(({ image }) => image)) as Tensor4D,
    label: stack(samples.map(({ label }) => label)) as Tensor3D,
    weight: stack(samples.map(({ weight }) => weight)) as Tensor3D,
  }));
}

function stackArrays(samples: readonly SampleArrays[]): Batch {
  checkAll(samples, checkSampleArrays, ({ image, label }) =>
    sizes([image.height, image.width, image.channels], [label.height, label.width]),
  );
  const { image, label } = samples[0]!;
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

/** Checks everything before the first tensor is made, so that a throw leaves none behind. */
function checkAll<One>(
  samples: readonly One[],
  check: (where: string, argument: string, sample: One) => void,
  sizesOf: (sample: One) => string,
): void {
  for (const [index, sample] of samples.entries()) {
    check('createBatch', `samples[${index}]`, sample);
    if (sizesOf(sample) === sizesOf(samples[0]!)) continue;
    throw new RangeError(
      `createBatch: samples must have equal sizes, got ${sizesOf(samples[0]!)} first and ${sizesOf(sample)} at ${index}`,
    );
  }
}

/** Image and label in one phrase; the weight has the label's size. */
function sizes(image: readonly number[], label: readonly number[]): string {
  return `${image.join(' x ')} with label ${label.join(' x ')}`;
}
