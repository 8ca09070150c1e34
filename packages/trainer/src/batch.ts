import { type Tensor3D, type Tensor4D, tensor3d, tensor4d } from '@tensorflow/tfjs-core';
import type { SampleArrays } from '@unet/tensor/arrays';

/** Samples side by side, on the backend. */
export interface Batch {
  /** float32 `[batch, height, width, channels]` */
  readonly image: Tensor4D;
  /** int32 `[batch, height', width']` */
  readonly label: Tensor3D;
  /** float32 `[batch, height', width']` */
  readonly weight: Tensor3D;
}

/** Stacks samples of equal sizes; the caller owns the three tensors. */
export function createBatch(samples: readonly SampleArrays[]): Batch {
  const [first] = samples;
  if (first === undefined) throw new RangeError('createBatch: samples must hold at least one sample, got none');
  const { image, label } = first;
  for (const [index, sample] of samples.entries()) {
    if (sample.image.data.length !== image.data.length || sample.label.data.length !== label.data.length) {
      throw new RangeError(`createBatch: samples must have equal sizes, sample ${index} differs from sample 0`);
    }
  }
  const count = samples.length;
  return {
    image: tensor4d(
      joined(
        Float32Array,
        samples.map((sample) => sample.image.data),
      ),
      [count, image.height, image.width, image.channels],
    ),
    label: tensor3d(
      joined(
        Int32Array,
        samples.map((sample) => sample.label.data),
      ),
      [count, label.height, label.width],
      'int32',
    ),
    weight: tensor3d(
      joined(
        Float32Array,
        samples.map((sample) => sample.weight.data),
      ),
      [count, label.height, label.width],
    ),
  };
}

function joined<Values extends Float32Array | Int32Array>(
  type: new (length: number) => Values,
  parts: readonly Values[],
): Values {
  if (parts.length === 1) return parts[0]!;
  const whole = new type(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
