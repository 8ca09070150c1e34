import { reshape, type Tensor1D, type Tensor4D } from '@tensorflow/tfjs-core';
import { sumOverPixels } from './sums-over-pixels.ts';

/** Gradient of a layer with respect to its bias: the sum over all pixels of `dy` `[batch, height, width, out]`, the gradient of its sums. */
export function biasGradient(dy: Tensor4D): Tensor1D {
  const [batch, height, , outputs] = dy.shape;
  return sumOverPixels(reshape(dy, [-1, outputs]), batch * height);
}
