import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import { createRandom } from '@unet/tensor';

/** An array of any rank in double precision, in plain memory: what the operations are compared with. */
export interface PlainArray {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

export function plainZeros(shape: readonly number[]): PlainArray {
  return { shape, data: new Float64Array(shape.reduce((product, side) => product * side, 1)) };
}

/** Uniform in [-1, 1), rounded to float32, so that both precisions start from the same values. */
export function plainNoise(seed: string | number, shape: readonly number[]): PlainArray {
  const random = createRandom(seed);
  const array = plainZeros(shape);
  for (let index = 0; index < array.data.length; index++) array.data[index] = Math.fround(random.uniform(-1, 1));
  return array;
}

export function toTensor<Result extends Tensor>(array: PlainArray): Result {
  return tensor(Float32Array.from(array.data), [...array.shape], 'float32') as Result;
}

/** Index of element (batch, row, column, channel) of a rank-4 array. */
export function at4({ shape }: PlainArray, batch: number, row: number, column: number, channel: number): number {
  return ((batch * shape[1]! + row) * shape[2]! + column) * shape[3]! + channel;
}
