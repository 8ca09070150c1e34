import { tidy } from '@tensorflow/tfjs-core';
import type { Image } from '@unet/tensor';
import { checkImage } from '@unet/tensor/internal';
import { settleWarp } from '../sampling.ts';
import { imageInterpolations, type WarpImageOptions } from '../warp-image.ts';
import { checkField } from './check-field.ts';
import type { DisplacementField } from './displacement-field.ts';
import { sampleBicubic } from './sample-bicubic.ts';
import { sampleBilinear } from './sample-bilinear.ts';

/**
 * Warps an image by a displacement field: output pixel (row, column) is the source at
 * (origin.row + row + field.rows, origin.column + column + field.columns). The output has the field's size, so that a window with
 * its context can be cut out of a whole slice and warped in one resampling. At whole source positions the pixel is copied as it is.
 *
 * Computed on the device; synchronous, nothing is read from it. Grey values agree with `warpImage` of `@unet/elastic/arrays` to 1e-4.
 * A displacement that is not finite is not refused, which would take a read: its pixel has no meaning. For inputs only: do not
 * differentiate it. `bicubic` filters the whole source at each call.
 * @param image the source, float32 `[height, width, channels]`; it and the field stay the caller's
 * @returns float32 of the field's height and width and the source's channels, owned by the caller
 * @throws TypeError for an unknown option or another type, RangeError for a value out of range
 * @example
 * const warped = warpImage(image, coarseField({ height: 572, width: 572, random }), { interpolation: 'bicubic' });
 */
export function warpImage(image: Image, field: DisplacementField, options: WarpImageOptions = {}): Image {
  const where = 'warpImage';
  checkImage(where, 'image', image);
  checkField(where, 'field', field);
  const { interpolation, ...placement } = settleWarp(where, options, imageInterpolations);
  const sample = interpolation === 'bilinear' ? sampleBilinear : sampleBicubic;
  return tidy(() => sample(image, field, placement));
}
