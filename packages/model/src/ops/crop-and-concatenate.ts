import { concat, pad, slice, split, type Tensor4D } from '@tensorflow/tfjs-core';
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
  const [batch, skipHeight, skipWidth, skipChannels] = skip.shape;
  const [upBatch, height, width, upChannels] = up.shape;
  if (batch !== upBatch) {
    throw new RangeError(`cropAndConcatenate: skip and up must have the same batch, got ${batch} and ${upBatch}`);
  }
  const [rows, columns] = [skipHeight - height, skipWidth - width];
  if (rows < 0 || columns < 0 || rows % 2 !== 0 || columns % 2 !== 0) {
    throw new RangeError(
      `cropAndConcatenate: skip must be larger than up by an even number of pixels, got ${skipHeight} x ${skipWidth} and ${height} x ${width}`,
    );
  }
  const [top, left] = [rows / 2, columns / 2];
  return differentiable<Tensor4D>(
    [skip, up],
    () => {
      const centre = slice(skip, [0, top, left, 0], [batch, height, width, skipChannels]);
      return { value: concat([centre, up], 3), saved: [] };
    },
    (dy, _, letGo) => {
      const [dCentre, dUp] = split(dy as Tensor4D, [skipChannels, upChannels], 3) as [Tensor4D, Tensor4D];
      letGo(dy);
      const dSkip = pad(dCentre, [
        [0, 0],
        [top, top],
        [left, left],
        [0, 0],
      ]);
      return [dSkip, dUp];
    },
  );
}
