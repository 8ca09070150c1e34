import { dispose, mul, type Tensor, type Tensor1D, type Tensor4D, tensor, tidy } from '@tensorflow/tfjs-core';
import { createRandom } from '@unet/tensor/arrays';
import type { LayerShape } from './blocks.ts';

/** What a convolution and its gradients read. */
export interface LayerTensors {
  readonly x: Tensor4D;
  readonly filter: Tensor4D;
  readonly bias: Tensor1D;
  /** Gradient of the sums. */
  readonly dy: Tensor4D;
}

/** Makes the tensors of a layer, with random values: zeros would be faster on some processors. They are the caller's. */
export function makeLayerTensors({ height, width, inputs, outputs }: LayerShape): LayerTensors {
  return {
    x: noise([1, height, width, inputs]),
    filter: noise([3, 3, inputs, outputs]),
    bias: noise([outputs]),
    dy: noise([1, height - 2, width - 2, outputs]),
  };
}

export function disposeLayerTensors(layer: LayerTensors): void {
  dispose({ ...layer });
}

/** Normal values, drawn once and repeated: so many random numbers would take longer than what is timed. A prime number, so that no two rows are alike. */
const values = (() => {
  const random = createRandom('benchmark');
  return Float32Array.from({ length: 65_521 }, () => random.normal(0, 1));
})();

function noise<Result extends Tensor>(shape: number[]): Result {
  const size = shape.reduce((product, side) => product * side, 1);
  const data = new Float32Array(size);
  for (let start = 0; start < size; start += values.length) data.set(values.subarray(0, size - start), start);
  // As a kernel leaves them: webgl keeps what was uploaded in a layout that it changes again before each use.
  return tidy(() => mul(tensor(data, shape), 1)) as Result;
}
