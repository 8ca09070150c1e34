import type { Boundary, ImageArray } from '@unet/tensor/arrays';
import { checkImageArray } from '@unet/tensor/internal';
import { checkFieldArrays, type DisplacementFieldArrays } from './displacement-field.ts';
import { sampleBicubic } from './sample-bicubic.ts';
import { sampleBilinear } from './sample-bilinear.ts';
import { type Position, settleWarp } from './sampling.ts';

/** How {@link warpImage} samples. */
export interface WarpImageOptions {
  /** `bilinear` (default), or `bicubic`: the interpolating cubic B-spline, slower and sharper; it may overshoot the input's range. */
  readonly interpolation?: 'bilinear' | 'bicubic';
  /** How the source continues beyond its border, default `symmetric`. */
  readonly boundary?: Boundary;
  /** Where the field's first pixel lies in the source, default row 0, column 0; whole pixels, also outside the source. */
  readonly origin?: Position;
}

/** The interpolations of images, the default first. */
export const imageInterpolations = ['bilinear', 'bicubic'] as const;

/**
 * Warps an image by a displacement field: output pixel (row, column) is the source at
 * (origin.row + row + field.rows, origin.column + column + field.columns). The output has the field's size, so that a window with
 * its context can be cut out of a whole slice and warped in one resampling. At whole source positions the pixel is copied as it is.
 *
 * The same as `scipy.ndimage.map_coordinates` with order 1 (`bilinear`) or 3 (`bicubic`, prefiltered) and mode `reflect` for our
 * `symmetric`, `mirror` for our `reflect`. The spline's coefficients (Unser, Aldroubi and Eden 1993) cost two passes over the
 * whole source at each call.
 * @param image the source; left as it is
 * @returns a new image of the field's size and the source's channels
 * @throws TypeError for an unknown option or another type, RangeError for a value out of range or a displacement that is not finite
 * @example
 * const field = denseField({ height: image.height, width: image.width, random });
 * const warped = warpImage(image, field, { interpolation: 'bicubic' });
 */
export function warpImage(
  image: ImageArray,
  field: DisplacementFieldArrays,
  options: WarpImageOptions = {},
): ImageArray {
  const where = 'warpImage';
  checkImageArray(where, 'image', image);
  checkFieldArrays(where, 'field', field);
  const { interpolation, ...placement } = settleWarp(where, options, imageInterpolations);
  const sample = interpolation === 'bilinear' ? sampleBilinear : sampleBicubic;
  const data = sample(image, field, placement);
  return { height: field.height, width: field.width, channels: image.channels, data };
}
