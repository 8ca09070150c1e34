import { checkImageArray, describe, type ImageArray } from '@unet/tensor/arrays';
import { checkMode, type MirrorMode } from './mirror-index.ts';
import { readWindow } from './read-window.ts';

/** Pixels added on each side of an image. */
export interface Margins {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/**
 * Enlarges an image by mirroring it at its border, as the overlap-tile strategy does to give the pixels at the border their
 * context (Ronneberger et al. 2015, section 2). A margin wider than the image mirrors repeatedly.
 *
 * For inputs, not for activations: no gradient flows through it.
 * @param margin pixels on every side, or on each side
 * @param mode default `symmetric`, see {@link MirrorMode}
 * @returns a new image of `(height + top + bottom) x (width + left + right)` pixels
 * @throws RangeError unless every margin is a non-negative integer
 * @example
 * const image = { height: 1, width: 3, channels: 1, data: Float32Array.of(1, 2, 3) };
 * mirrorPad(image, { top: 0, bottom: 0, left: 2, right: 1 }).data; // 2 1 1 2 3 3
 */
export function mirrorPad(image: ImageArray, margin: number | Margins, mode: MirrorMode = 'symmetric'): ImageArray {
  checkImageArray('mirrorPad', 'image', image);
  const { top, bottom, left, right } = marginsOf(margin);
  checkMode('mirrorPad', mode);
  const height = image.height + top + bottom;
  const width = image.width + left + right;
  const { channels } = image;
  const window = { row: -top, column: -left, height, width };
  const data = readWindow(image, channels, window, mode, new Float32Array(height * width * channels));
  return { height, width, channels, data };
}

function marginsOf(margin: number | Margins): Margins {
  if (typeof margin === 'number') {
    checkMargin('margin', margin);
    return { top: margin, bottom: margin, left: margin, right: margin };
  }
  if (typeof margin !== 'object' || margin === null) {
    throw new TypeError(`mirrorPad: margin must be a number or { top, bottom, left, right }, got ${describe(margin)}`);
  }
  for (const side of ['top', 'bottom', 'left', 'right'] as const) {
    checkMargin(`margin.${side}`, margin[side]);
  }
  return margin;
}

function checkMargin(argument: string, value: number): void {
  if (!Number.isInteger(value) || value < 0) {
    throw new RangeError(`mirrorPad: ${argument} must be a non-negative integer, got ${describe(value)}`);
  }
}
