import { checkImageArray, describe, type ImageArray } from '@unet/tensor/arrays';
import { largestSample, type RawImage } from './raw-image.ts';

/** Options of {@link fromImageArray} and of the encoders, for images in [0, 1]. */
export interface FromImageOptions {
  /** 8 or 16: unsigned integers; 32: floats. */
  readonly bitDepth?: 8 | 16 | 32;
}

/**
 * Makes file values of an image in [0, 1]: multiplied by 255 or 65535, clamped to that range and rounded, or float32 as it
 * is. Undoes {@link toImageArray} up to rounding.
 * @param options.bitDepth default 8
 * @throws RangeError for NaN or infinity, and unless the image has 1 or 3 channels
 */
export function fromImageArray(image: ImageArray, options: FromImageOptions = {}): RawImage {
  const { bitDepth = 8 } = options;
  checkImageArray('fromImageArray', 'image', image);
  if (image.channels !== 1 && image.channels !== 3) {
    throw new RangeError(`fromImageArray: image must have 1 or 3 channels, got ${image.channels}`);
  }
  if (bitDepth !== 8 && bitDepth !== 16 && bitDepth !== 32) {
    throw new RangeError(`fromImageArray: bitDepth must be 8, 16 or 32, got ${describe(bitDepth)}`);
  }
  const { height, width, channels, data } = image;
  checkFinite(image);
  if (bitDepth === 32) return { width, height, channels, bitDepth, format: 'float', data: data.slice(), alpha: false };
  const largest = largestSample({ format: 'uint', bitDepth });
  const values = bitDepth === 8 ? new Uint8Array(data.length) : new Uint16Array(data.length);
  for (let index = 0; index < data.length; index++) {
    values[index] = Math.round(Math.min(Math.max(data[index]!, 0), 1) * largest);
  }
  return { width, height, channels, bitDepth, format: 'uint', data: values, alpha: false };
}

function checkFinite({ data, width, channels }: ImageArray): void {
  const bad = data.findIndex((value) => !Number.isFinite(value));
  if (bad < 0) return;
  const pixel = Math.floor(bad / channels);
  const place = `row ${Math.floor(pixel / width)}, column ${pixel % width}`;
  throw new RangeError(`fromImageArray: image must be finite, got ${data[bad]} at ${place}`);
}
