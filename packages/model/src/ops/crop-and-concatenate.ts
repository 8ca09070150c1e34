import { concat, split, type Tensor4D } from '@tensorflow/tfjs-core';
import { centreCrop, cropped, uncropped } from './centre-crop.ts';
import { differentiable } from './custom-gradient.ts';

/**
 * Crops the skip connection about its centre to the size of the up-convolved features and puts it in front of their channels,
 * with its own gradient, for which nothing is kept.
 * @param skip `[batch, height + 2 a, width + 2 b, skipChannels]`
 * @param up `[batch, height, width, upChannels]`
 * @returns `[batch, height, width, skipChannels + upChannels]`, owned by the caller
 * @throws RangeError if the batches differ, or the sizes by an odd number or the wrong way round
 * @example
 * const merged = cropAndConcatenate(skip, upConvolution(below, filter, bias));
 */
export function cropAndConcatenate(skip: Tensor4D, up: Tensor4D): Tensor4D {
  const crop = centreCrop('cropAndConcatenate', skip, up);
  const channels = [skip.shape[3], up.shape[3]];
  return differentiable<Tensor4D>(
    [skip, up],
    () => ({ value: concat([cropped(skip, crop), up], 3), saved: [] }),
    (dy, _, letGo) => {
      const [dCentre, dUp] = split(dy as Tensor4D, channels, 3) as [Tensor4D, Tensor4D];
      letGo(dy);
      return [uncropped(dCentre, crop), dUp];
    },
  );
}
