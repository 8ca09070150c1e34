import { reshape, type Tensor, type Tensor4D, transpose } from '@tensorflow/tfjs-core';

/**
 * The inverse of depth-to-space: each square of `side` x `side` pixels becomes one pixel with as many times the channels, row by row.
 * @param y `[batch, side * height, side * width, channels]`
 * @returns `[batch, height, width, side * side * channels]`
 */
export function asSquares(y: Tensor4D, side: number): Tensor4D {
  const [batch, height, width, channels] = y.shape;
  const split: Tensor = reshape(y, [batch * (height / side), side, width / side, side * channels]);
  return reshape(transpose(split, [0, 2, 1, 3]), [batch, height / side, width / side, side * side * channels]);
}
