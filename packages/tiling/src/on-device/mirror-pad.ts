import type { Image } from '@unet/tensor';
import { checkImage } from '@unet/tensor/internal';
import { type Margins, marginsOf } from '../margins.ts';
import { boundaryOf, type MirrorOptions } from '../mirror-options.ts';
import { tensorWindow } from './read-window.ts';

/**
 * Enlarges an image by mirroring it at its border, as the overlap-tile strategy does to give the pixels at the border their context
 * (Ronneberger et al. 2015, section 2), on the device. A margin wider than the image mirrors repeatedly.
 * @param image stays the caller's
 * @param margin pixels on every side, or on each side
 * @returns `[height + top + bottom, width + left + right, channels]`, owned by the caller
 * @throws RangeError unless every margin is a non-negative integer, and for an unknown boundary
 * @example
 * const padded = mirrorPad(image, 92);
 */
export function mirrorPad(image: Image, margin: number | Margins, options: MirrorOptions = {}): Image {
  checkImage('mirrorPad', 'image', image);
  const { top, bottom, left, right } = marginsOf('mirrorPad', margin);
  const boundary = boundaryOf('mirrorPad', options);
  const [height, width] = image.shape;
  const window = { row: -top, column: -left, height: height + top + bottom, width: width + left + right };
  return tensorWindow(image, window, boundary);
}
