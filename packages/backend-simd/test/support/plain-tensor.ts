import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import { createRandom, type Random } from '@unet/tensor/arrays';

/** A tensor's values on no backend, so that one can be made of them on each. */
export interface PlainTensor {
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32' | 'bool';
  readonly values: Float32Array | Int32Array | Uint8Array;
}

/** A float32 tensor of given values. */
export function floats(shape: readonly number[], values: Iterable<number>): PlainTensor {
  return { shape, dtype: 'float32', values: Float32Array.from(values) };
}

/** Values that {@link noise} draws before it repeats itself: a prime, so that no row or column of a large tensor is like another. */
const PERIOD = 65_521;

/** Normal noise of mean 0 and the given deviation. */
export function noise(shape: readonly number[], seed: string | number, deviation = 1): PlainTensor {
  const random = createRandom(seed);
  const values = new Float32Array(places(shape).length);
  const drawn = Math.min(values.length, PERIOD);
  for (let place = 0; place < drawn; place++) values[place] = random.normal(0, deviation);
  for (let place = drawn; place < values.length; place += drawn) {
    values.set(values.subarray(0, Math.min(drawn, values.length - place)), place);
  }
  return { shape, dtype: 'float32', values };
}

const SPECIAL = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  0,
  -0,
  3.4e38,
  -3.4e38,
  1e-45,
] as const;

/** As {@link noise}, every third value or so not a number, infinite, a signed zero, next to overflow or denormal. */
export function roughNoise(shape: readonly number[], seed: string | number): PlainTensor {
  const random = createRandom(seed);
  const draw = () => (random.integer(3) === 0 ? SPECIAL[random.integer(SPECIAL.length)]! : random.normal(0, 1));
  return { shape, dtype: 'float32', values: Float32Array.from(places(shape), draw) };
}

/** Whole numbers from `low` to `high`, both included. */
export function integers(shape: readonly number[], seed: string | number, low = -9, high = 9): PlainTensor {
  const random: Random = createRandom(seed);
  return { shape, dtype: 'int32', values: Int32Array.from(places(shape), () => low + random.integer(high - low + 1)) };
}

/** True and false at random. */
export function booleans(shape: readonly number[], seed: string | number): PlainTensor {
  const random = createRandom(seed);
  return { shape, dtype: 'bool', values: Uint8Array.from(places(shape), () => random.integer(2)) };
}

/** A tensor on the current backend; the caller owns it. */
export function toTensor({ shape, dtype, values }: PlainTensor): Tensor {
  return tensor(values, [...shape], dtype);
}

function places(shape: readonly number[]): { length: number } {
  return { length: shape.reduce((product, length) => product * length, 1) };
}
