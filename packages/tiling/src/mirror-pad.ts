import type { ImageArray } from '@unet/tensor/arrays';
import { checkImageArray } from '@unet/tensor/internal';
import { type Margins, marginsOf } from './margins.ts';
import { boundaryOf, type MirrorOptions } from './mirror-options.ts';
import { readWindow } from './read-window.ts';

/**
 * Enlarges an image by mirroring it at its border, as the overlap-tile strategy does to give the pixels at the border their
 * context (Ronneberger et al. 2015, section 2). A margin wider than the image mirrors repeatedly.
 * @param margin pixels on every side, or on each side
 * @returns a new image of `(height + top + bottom) x (width + left + right)` pixels
 * @throws RangeError unless every margin is a non-negative integer, and for an unknown boundary
 * @example
 * const image = { height: 1, width: 3, channels: 1, data: Float32Array.of(1, 2, 3) };
 * mirrorPad(image, { top: 0, bottom: 0, left: 2, right: 1 }).data; // 2 1 1 2 3 3
 */
export function mirrorPad(image: ImageArray, margin: number | Margins, options: MirrorOptions = {}): ImageArray {
  checkImageArray('mirrorPad', 'image', image);
  const { top, bottom, left, right } = marginsOf('mirrorPad', margin);
  const boundary = boundaryOf('mirrorPad', options);
  const height = image.height + top + bottom;
  const width = image.width + left + right;
  const { channels } = image;
  const window = { row: -top, column: -left, height, width };
  const data = readWindow(image, channels, window, boundary, new Float32Array(height * width * channels));
  return { height, width, channels, data };
}
