import { add, browser, cast, div, mul, slice, sub, type Tensor3D, tidy } from '@tensorflow/tfjs-core';
import { checkOptions, isTensor } from './check-values.ts';
import { describe } from './describe.ts';
import { checkImageDataChannels, checkPixelData, type ImageDataOptions, type PixelData } from './image-data.ts';
import type { Image } from './types.ts';

/** What {@link imageFromPixels} takes. */
export type Pixels =
  | PixelData
  | ImageData
  | ImageBitmap
  | HTMLCanvasElement
  | HTMLImageElement
  | HTMLVideoElement
  | OffscreenCanvas;

/**
 * Makes an image of pixels of the browser: `ImageData`, a canvas, `<img>`, `<video>` or `ImageBitmap`, or of the int32 tensor of 0 to
 * 255 that `tf.browser.fromPixels` returns. Values are divided by 255. Synchronous: nothing is read from the device.
 * `tf.browser.toPixels` goes the other way. Pixels and tensor stay the caller's.
 * @returns float32 `[height, width, channels]` in [0, 1], owned by the caller
 * @throws TypeError for other things than pixels, RangeError for other channels, or more than the tensor has
 * @example
 * const image = imageFromPixels(canvas);
 * const colours = imageFromPixels(canvas, { channels: 3 });
 */
export function imageFromPixels(pixels: Pixels | Tensor3D, options: ImageDataOptions = {}): Image {
  const where = 'imageFromPixels';
  checkOptions(where, options, { channels: true });
  const { channels = 1 } = options;
  checkImageDataChannels(where, channels);
  if (isTensor(pixels)) checkPixelTensor(where, pixels as Tensor3D, channels);
  else checkPixels(where, pixels);
  return tidy(() => {
    const values = isTensor(pixels) ? (pixels as Tensor3D) : upload(pixels as Pixels, channels);
    return toChannels(div(cast(values, 'float32'), 255), channels);
  });
}

function toChannels(values: Tensor3D, channels: number): Tensor3D {
  const given = values.shape[2];
  if (given === channels) return values;
  if (channels > 1) return slice(values, [0, 0, 0], [-1, -1, channels]);
  const [red, green, blue] = [0, 1, 2].map((channel) => slice(values, [0, 0, channel], [-1, -1, 1])) as [
    Tensor3D,
    Tensor3D,
    Tensor3D,
  ];
  // The same as 0.299 r + 0.587 g + 0.114 b, and exactly the value where all three are one.
  return add(green, add(mul(sub(red, green), 0.299), mul(sub(blue, green), 0.114)));
}

function upload(pixels: Pixels, channels: number): Tensor3D {
  // TensorFlow.js takes clamped bytes in ImageData alone.
  const isPlain = 'data' in pixels && pixels.data instanceof Uint8ClampedArray && !isInstance('ImageData', pixels);
  const { width, height } = pixels as PixelData;
  const source = isPlain ? { width, height, data: Uint8Array.from(pixels.data) } : pixels;
  return browser.fromPixels(source as Parameters<typeof browser.fromPixels>[0], Math.max(3, channels));
}

function checkPixelTensor(where: string, pixels: Tensor3D, channels: number): void {
  const given = pixels.shape[2];
  if (pixels.shape.length !== 3 || pixels.dtype !== 'int32' || (given !== 1 && given !== 3 && given !== 4)) {
    throw new TypeError(
      `${where}: pixels must be a [height, width, channels] int32 tensor of 1, 3 or 4 channels, got ${describe(pixels)}`,
    );
  }
  if (given < channels)
    throw new RangeError(`${where}: channels must not exceed the tensor's, ${given}, got ${channels}`);
}

function checkPixels(where: string, pixels: unknown): void {
  const isObject = typeof pixels === 'object' && pixels !== null;
  if (isObject && 'data' in pixels) {
    checkPixelData(where, pixels as PixelData);
    return;
  }
  const isCanvas = isObject && 'getContext' in pixels;
  if (isCanvas || elements.some((name) => isInstance(name, pixels))) return;
  throw new TypeError(
    `${where}: pixels must be ImageData, a canvas, an <img>, a <video>, an ImageBitmap or an int32 tensor, got ${describe(pixels)}`,
  );
}

const elements = ['HTMLImageElement', 'HTMLVideoElement', 'ImageBitmap'];

/** Whether a value is an instance of a class that not every runtime has. */
function isInstance(name: string, value: unknown): boolean {
  const Class = (globalThis as Record<string, unknown>)[name];
  return typeof Class === 'function' && value instanceof Class;
}
