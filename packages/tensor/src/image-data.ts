import { checkImageArray } from './array-checks.ts';
import type { ImageArray } from './array-types.ts';
import { checkObject, checkOptions, checkSize, checkWord } from './check-values.ts';
import { describe } from './describe.ts';

/** The pixels of a canvas, as the browser's `ImageData` has them: red, green, blue and opacity of 0 to 255. */
export interface PixelData {
  readonly height: number;
  readonly width: number;
  readonly data: Uint8ClampedArray | Uint8Array;
}

/** Options of {@link imageFromImageData}. */
export interface ImageDataOptions {
  /** 1: the luminance 0.299 r + 0.587 g + 0.114 b (ITU-R BT.601); 3: red, green, blue; 4: opacity as well. Default 1. */
  readonly channels?: 1 | 3 | 4;
}

/**
 * Makes an image of the pixels of a canvas; what it holds is copied.
 * @param pixels `ImageData`, or anything of its form
 * @returns values in [0, 1]
 * @throws TypeError or RangeError for pixels that are not whole, or other channels
 * @example
 * const image = imageFromImageData(context.getImageData(0, 0, canvas.width, canvas.height));
 */
export function imageFromImageData(pixels: PixelData, options: ImageDataOptions = {}): ImageArray {
  const where = 'imageFromImageData';
  checkOptions(where, options, { channels: true });
  const { channels = 1 } = options;
  checkObject(where, 'pixels', pixels, '{ height, width, data }');
  checkSize(where, 'pixels', pixels);
  const { height, width, data } = pixels;
  if (!(data instanceof Uint8ClampedArray || data instanceof Uint8Array) || data.length !== 4 * height * width) {
    throw new TypeError(`${where}: pixels.data must be ${4 * height * width} bytes, got ${describe(data)}`);
  }
  if (channels !== 1 && channels !== 3 && channels !== 4) {
    throw new RangeError(`${where}: channels must be 1, 3 or 4, got ${describe(channels)}`);
  }
  const result = new Float32Array(height * width * channels);
  for (let pixel = 0, next = 0; pixel < height * width; pixel++) {
    const red = data[4 * pixel]!;
    const green = data[4 * pixel + 1]!;
    const blue = data[4 * pixel + 2]!;
    if (channels === 1) {
      // Exactly the value where all three are one: the factors add up to 1, but not in binary.
      result[next++] = (red === green && green === blue ? red : 0.299 * red + 0.587 * green + 0.114 * blue) / 255;
      continue;
    }
    result[next++] = red / 255;
    result[next++] = green / 255;
    result[next++] = blue / 255;
    if (channels === 4) result[next++] = data[4 * pixel + 3]! / 255;
  }
  return { height, width, channels, data: result };
}

/**
 * The pixels of an image for a canvas: `context.putImageData(new ImageData(data, width, height), 0, 0)`. Values beyond [0, 1] are cut,
 * and what is not a number is black.
 * @param image 1 channel (grey), 3 (red, green, blue) or 4 (with opacity)
 * @throws TypeError or RangeError for an image that is not whole, or of other channels
 */
export function imageToImageData(image: ImageArray): { height: number; width: number; data: Uint8ClampedArray } {
  const where = 'imageToImageData';
  checkImageArray(where, 'image', image);
  checkWord(where, 'image.channels', String(image.channels), ['1', '3', '4']);
  const { height, width, channels } = image;
  const data = new Uint8ClampedArray(4 * height * width).fill(255);
  for (let pixel = 0; pixel < height * width; pixel++) {
    for (let channel = 0; channel < Math.max(3, channels); channel++) {
      data[4 * pixel + channel] = 255 * image.data[pixel * channels + (channels === 1 ? 0 : channel)]!;
    }
  }
  return { height, width, data };
}
