import { browser, div, slice, type Tensor3D, tidy } from '@tensorflow/tfjs-core';
import { checkInteger, checkOptions, isTensor } from './check-values.ts';
import { describe } from './describe.ts';
import type { Image } from './types.ts';

/** Options of {@link imageFromPixels}. */
export interface PixelOptions {
  /** Channels to take: 1 the first, 3 red, green, blue, 4 opacity as well. Default 3; a tensor keeps those that it has. */
  readonly channels?: 1 | 3 | 4;
}

/** What {@link imageFromPixels} takes. */
export type Pixels = Parameters<typeof browser.fromPixels>[0];

/**
 * Makes an image of pixels of the browser: `ImageData`, a canvas, an `<img>`, `<video>` or `ImageBitmap`, or of the int32 tensor of
 * 0 to 255 that `tf.browser.fromPixels` returns. Values are divided by 255. Synchronous, nothing is read from the device; `toPixels`
 * of `tf.browser` goes the other way. Pixels and tensor stay the caller's.
 * @returns float32 `[height, width, channels]` in [0, 1], owned by the caller
 * @throws TypeError for what are no pixels, RangeError for other channels
 * @example
 * const image = imageFromPixels(context.getImageData(0, 0, 512, 512), { channels: 1 });
 */
export function imageFromPixels(pixels: Pixels | Tensor3D, options: PixelOptions = {}): Image {
  const where = 'imageFromPixels';
  checkOptions(where, options, { channels: true });
  if (options.channels !== undefined) checkInteger(where, 'channels', options.channels, 1);
  if (isTensor(pixels)) {
    const tensor = pixels as Tensor3D;
    if (tensor.shape.length !== 3 || tensor.dtype !== 'int32') {
      throw new TypeError(`${where}: pixels must be a [height, width, channels] int32 tensor, got ${describe(tensor)}`);
    }
    const { channels = tensor.shape[2] } = options;
    return tidy(() => div(tensor.shape[2] === channels ? tensor : slice(tensor, [0, 0, 0], [-1, -1, channels]), 255));
  }
  if (typeof pixels !== 'object' || pixels === null) {
    throw new TypeError(
      `${where}: pixels must be ImageData, a canvas, an image or an int32 tensor, got ${describe(pixels)}`,
    );
  }
  return tidy(() => div(browser.fromPixels(pixels as Pixels, options.channels ?? 3), 255));
}
