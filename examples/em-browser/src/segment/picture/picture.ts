import { FileError } from '@unet/files';
import { type RawImage, toImageArray } from '@unet/image-io/arrays';
import type { NetworkConfig } from '@unet/model/arrays';
import type { ImageArray } from '@unet/tensor/arrays';
import type { PixelImage } from './reduce.ts';

/** One page of an image file, ready to be seen and to be segmented. */
export interface Picture extends PixelImage {
  readonly raw: RawImage;
}

/**
 * Checks a page and makes it visible. Files of 8 bits look as they are; what cameras and computations wrote, with more bits or as fractions,
 * is stretched from its darkest to its brightest value, or it would often be black.
 * @throws FileError for values that are no grey values
 */
export function makePicture(raw: RawImage): Picture {
  const image = toImageArray(raw);
  const [low, high] = raw.format === 'uint' && raw.bitDepth <= 8 ? [0, 1] : rangeOf(image.data);
  return { raw, height: image.height, width: image.width, pixels: pixelsOf(image, low, high) };
}

/** A slice of the data set as a page of a file. */
export function rawFromSlice({ height, width, channels, data }: ImageArray): RawImage {
  return { height, width, channels, bitDepth: 32, format: 'float', data, alpha: false };
}

/**
 * The image as a network of this number of channels wants it: grey values are repeated for one of 3, and colours become grey for one of 1. Other
 * channels are what they are. Its scaling measures all pages of the file.
 * @throws FileError in one line that says what the network wants
 */
export function networkInput(
  pages: readonly RawImage[],
  page: number,
  { channels, scaling }: Pick<NetworkConfig, 'channels' | 'scaling'>,
): ImageArray {
  const raw = pages[page]!;
  if (channels === 1 || channels === 3) return toImageArray(raw, { channels, scaling, file: pages });
  const image = toImageArray(raw, { scaling, file: pages });
  if (image.channels === channels) return image;
  throw new FileError(`the network takes ${channels} channels, the image has ${image.channels}`);
}

function rangeOf(data: Float32Array): [low: number, high: number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of data) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return high > low ? [low, high] : [0, 1];
}

function pixelsOf(
  { height, width, channels, data }: ImageArray,
  low: number,
  high: number,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * height * width);
  const scale = 255 / (high - low);
  // As the figures have it: of two channels the first in magenta, the second in green.
  const [green, blue] = channels === 1 ? [0, 0] : channels === 2 ? [1, 0] : [1, 2];
  for (let from = 0, to = 0; from < data.length; from += channels, to += 4) {
    pixels[to] = (data[from]! - low) * scale;
    pixels[to + 1] = (data[from + green]! - low) * scale;
    pixels[to + 2] = (data[from + blue]! - low) * scale;
    pixels[to + 3] = 255;
  }
  return pixels;
}
