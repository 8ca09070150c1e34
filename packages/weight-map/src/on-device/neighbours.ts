import { cast, maxPool, neg, notEqual, reshape, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs-core';
import type { Label } from '@unet/tensor';

// A maximum over neighbours is a pooling, which every backend has, in float32: numbers are exact up to 2^24.

/** The highest value in a neighbourhood of `[rows, columns]` around each pixel, itself included; nothing counts beyond the border. */
export function highestAround(values: Tensor2D, neighbourhood: [number, number]): Tensor2D {
  const [height, width] = values.shape;
  const pooled = maxPool(reshape(values, [1, height, width, 1]) as Tensor4D, neighbourhood, 1, 'same');
  return reshape(pooled, [height, width]);
}

/** The lowest value; as {@link highestAround}. */
export function lowestAround(values: Tensor2D, neighbourhood: [number, number]): Tensor2D {
  return neg(highestAround(neg(values), neighbourhood));
}

/** A label as numbers that can be pooled. */
export function asNumbers(label: Label): Tensor2D {
  return cast(label, 'float32');
}

/** 1 where a label is not 0, else 0; float32. */
export function insideOf(label: Label): Tensor2D {
  return cast(notEqual(label, 0), 'float32');
}
