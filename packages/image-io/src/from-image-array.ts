import type { ImageArray } from '@unet/tensor/arrays';
import { checkFiniteImage, checkImageArray, checkOptions, describe } from '@unet/tensor/internal';
import { largestSample, type RawImage } from './raw-image.ts';

/** Options of `fromImageArray`. */
export interface FromImageOptions {
  /** Bits per sample. 8 or 16: unsigned integers; 32: floats. Default 8. */
  readonly bitDepth?: 8 | 16 | 32;
}

/**
 * Makes file values of an image in [0, 1]: multiplied by 255 or 65535, clamped to that range and rounded, or float32 as it
 * is. Undoes {@link toImageArray} up to rounding.
 * @throws RangeError for NaN or infinity, and unless the image has 1 or 3 channels
 */
export function fromImageArray(image: ImageArray, options: FromImageOptions = {}): RawImage {
  const where = 'fromImageArray';
  checkOptions(where, options, { bitDepth: true });
  const { bitDepth = 8 } = options;
  checkBitDepth(where, bitDepth);
  return pageOfImage(where, 'image', image, bitDepth);
}

/** Throws a RangeError unless images can be written with so many bits. */
export function checkBitDepth(where: string, bitDepth: unknown): void {
  if (bitDepth === 8 || bitDepth === 16 || bitDepth === 32) return;
  throw new RangeError(`${where}: bitDepth must be 8, 16 or 32, got ${describe(bitDepth)}`);
}

/** {@link fromImageArray} with checked options. */
export function pageOfImage(where: string, argument: string, image: ImageArray, bitDepth: 8 | 16 | 32): RawImage {
  checkImageArray(where, argument, image);
  if (image.channels !== 1 && image.channels !== 3) {
    throw new RangeError(
      `${where}: ${argument} must have 1 or 3 channels, got ${image.channels}; of probabilities take one class with classProbability, ` +
        'or the class map with mostProbableClass, both of @unet/model',
    );
  }
  checkFiniteImage(where, argument, image);
  const { height, width, channels, data } = image;
  if (bitDepth === 32) return { width, height, channels, bitDepth, format: 'float', data: data.slice(), alpha: false };
  const largest = largestSample({ format: 'uint', bitDepth });
  const values = bitDepth === 8 ? new Uint8Array(data.length) : new Uint16Array(data.length);
  for (let index = 0; index < data.length; index++) {
    values[index] = Math.round(Math.min(Math.max(data[index]!, 0), 1) * largest);
  }
  return { width, height, channels, bitDepth, format: 'uint', data: values, alpha: false };
}
