import { checkFiniteImage, checkImageArray } from './array-checks.ts';
import type { ImageArray } from './array-types.ts';
import { checkCount, checkObject, checkOptions } from './check-values.ts';
import { describe } from './describe.ts';

/** The pixels of a canvas, as the browser's `ImageData` has them: red, green, blue and opacity of 0 to 255. */
export interface PixelData {
  readonly height: number;
  readonly width: number;
  readonly data: Uint8ClampedArray | Uint8Array;
}

/** What `new ImageData(data, width, height)` takes. */
export interface ClampedPixels {
  readonly height: number;
  readonly width: number;
  // Uint8ClampedArray<ArrayBuffer> in the words of every TypeScript: the types of the browser demand it, and before 5.7 it was not generic.
  readonly data: ReturnType<typeof Uint8ClampedArray.of>;
}

/** Options of `imageFromImageData` and `imageFromPixels`. */
export interface ImageDataOptions {
  /** 1: the luminance 0.299 r + 0.587 g + 0.114 b (ITU-R BT.601); 3: red, green, blue; 4: opacity as well. Default 1. */
  readonly channels?: 1 | 3 | 4;
}

/**
 * Makes an image of the pixels of a canvas; what it holds is copied.
 * @param pixels `ImageData`, or anything of its form
 * @returns values in [0, 1]
 * @throws TypeError for other things than pixels, RangeError for another number of bytes or channels
 * @example
 * const image = imageFromImageData(context.getImageData(0, 0, canvas.width, canvas.height));
 */
export function imageFromImageData(pixels: PixelData, options: ImageDataOptions = {}): ImageArray {
  const where = 'imageFromImageData';
  checkOptions(where, options, { channels: true });
  const { channels = 1 } = options;
  checkImageDataChannels(where, channels);
  checkPixelData(where, pixels);
  const { height, width, data } = pixels;
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
 * The pixels of an image for a canvas, grey where it has one channel. Values beyond [0, 1] are clamped.
 * @param image 1 channel (grey), 3 (red, green, blue) or 4 (with opacity)
 * @throws TypeError or RangeError for an image that is not whole, has other channels, or holds NaN or infinity
 * @example
 * const { data, width, height } = imageToImageData(image);
 * context.putImageData(new ImageData(data, width, height), 0, 0);
 */
export function imageToImageData(image: ImageArray): ClampedPixels {
  const where = 'imageToImageData';
  checkImageArray(where, 'image', image);
  checkImageDataChannels(where, image.channels, 'image.channels');
  checkFiniteImage(where, 'image', image);
  const { height, width, channels } = image;
  const data = new Uint8ClampedArray(4 * height * width).fill(255);
  for (let pixel = 0; pixel < height * width; pixel++) {
    for (let channel = 0; channel < Math.max(3, channels); channel++) {
      data[4 * pixel + channel] = 255 * image.data[pixel * channels + (channels === 1 ? 0 : channel)]!;
    }
  }
  return { height, width, data };
}

/** Throws unless `pixels` has the bytes that its size needs. */
export function checkPixelData(where: string, pixels: PixelData): void {
  checkObject(where, 'pixels', pixels, '{ height, width, data }');
  const { height, width, data } = pixels;
  checkCount(where, 'pixels.height', height);
  checkCount(where, 'pixels.width', width);
  if (!(data instanceof Uint8ClampedArray || data instanceof Uint8Array)) {
    throw new TypeError(`${where}: pixels.data must be a Uint8ClampedArray or Uint8Array, got ${describe(data)}`);
  }
  const length = height * width * 4;
  if (data.length === length) return;
  throw new RangeError(
    `${where}: pixels.data must hold ${height} x ${width} x 4 = ${length} values, got ${data.length}`,
  );
}

/** Throws unless `channels` is a number of channels that pixels of the browser can be turned into. */
export function checkImageDataChannels(where: string, channels: unknown, argument = 'channels'): void {
  if (channels === 1 || channels === 3 || channels === 4) return;
  throw new RangeError(`${where}: ${argument} must be 1, 3 or 4, got ${describe(channels)}`);
}
