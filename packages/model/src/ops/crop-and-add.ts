import { add, reshape, type Tensor4D } from '@tensorflow/tfjs-core';
import { centreCrop, cropped, uncropped } from './centre-crop.ts';
import { differentiable } from './custom-gradient.ts';

/**
 * Crops the predictions of a finer level about their centre to the size of upsampled coarser ones and adds both up (Long et al. 2015,
 * section 4.2), with its own gradient, for which nothing is kept.
 * @param skip `[batch, height + 2 a, width + 2 b, channels]`
 * @param up `[batch, height, width, channels]`
 * @returns `[batch, height, width, channels]`, owned by the caller
 * @throws RangeError if batches or channels differ, or the sizes by an odd number or the wrong way round
 * @example
 * const fused = cropAndAdd(scores, transposedConvolution(below, filter, { stride: 2 }));
 */
export function cropAndAdd(skip: Tensor4D, up: Tensor4D): Tensor4D {
  const where = 'cropAndAdd';
  const crop = centreCrop(where, skip, up);
  if (skip.shape[3] !== up.shape[3]) {
    throw new RangeError(`${where}: skip and up must have the same channels, got ${skip.shape[3]} and ${up.shape[3]}`);
  }
  return differentiable<Tensor4D>(
    [skip, up],
    () => ({ value: add(cropped(skip, crop), up), saved: [] }),
    (dy) => [uncropped(dy as Tensor4D, crop), reshape(dy, dy.shape)],
  );
}
