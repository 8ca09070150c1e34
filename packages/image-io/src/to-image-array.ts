import { FileError } from '@unet/files';
import type { ImageArray } from '@unet/tensor/arrays';
import { checkOptions, describe } from '@unet/tensor/internal';
import { checkRawImage, colourChannels, largestSample, type RawImage } from './raw-image.ts';

/** Options of `toImageArray`. */
export interface ToImageOptions {
  /** Channels of the result: 1 grey, 3 RGB. By default those of the file, however many. */
  readonly channels?: 1 | 3;
}

/**
 * Makes a float32 image of a decoded page. Integers are divided by the largest value of their type (a 16-bit file by 65535,
 * however few bits its camera had); floats stay as they are. Opacity is dropped, and an image of which 0 is white is inverted.
 * RGB becomes grey by the luma of ITU-R BT.601, 0.299 R + 0.587 G + 0.114 B, as in Pillow, OpenCV and MATLAB; grey becomes RGB by
 * repetition.
 * @returns `[height, width, channels]` in [0, 1]; floats may lie outside, and negative integers lie in [-1, 0)
 * @throws FileError with page, row and column for NaN and infinity, and for a page of 2 or more than 3 channels that is to become
 * grey or RGB
 * @example
 * const image = toImageArray(decodePages(bytes)[0], { channels: 1 });
 */
export function toImageArray(raw: RawImage, options: ToImageOptions = {}): ImageArray {
  checkRawImage('toImageArray', 'raw', raw);
  checkOptions('toImageArray', options, { channels: true });
  checkImageChannels('toImageArray', options.channels);
  return imageOfPage(raw, options.channels);
}

/** Throws a RangeError unless images of so many channels can be made. */
export function checkImageChannels(where: string, channels: unknown): void {
  if (channels === undefined || channels === 1 || channels === 3) return;
  throw new RangeError(`${where}: channels must be 1 or 3, got ${describe(channels)}`);
}

/**
 * {@link toImageArray} of checked arguments.
 * @param top row of the page that the first row of `raw` is, for messages
 */
export function imageOfPage(raw: RawImage, wanted: 1 | 3 | undefined, top = 0): ImageArray {
  const colours = colourChannels(raw);
  const { width, height, page } = raw;
  const channels = wanted ?? colours;
  checkConversion(colours, wanted, page);
  checkSamples(raw, colours, top);
  const scale = raw.format === 'float' ? 1 : largestSample(raw);
  const data = colours === 3 && channels === 1 ? luma(raw, scale) : pick(raw, colours, channels, scale);
  if (raw.whiteIsZero) for (let index = 0; index < data.length; index++) data[index] = 1 - data[index]!;
  return { height, width, channels, data };
}

/** Throws a FileError unless images of so many channels can become images of `wanted` ones. */
export function checkConversion(colours: number, wanted: 1 | 3 | undefined, page: number | undefined): void {
  if (wanted === undefined || colours === 1 || colours === 3) return;
  throw new FileError(`image has ${colours} channels, which are no colours: ${wanted} cannot be made of them`, {
    page,
  });
}

function luma({ width, height, channels, data }: RawImage, scale: number): Float32Array {
  const values = new Float32Array(width * height);
  for (let pixel = 0; pixel < values.length; pixel++) {
    const from = pixel * channels;
    values[pixel] = (0.299 * data[from]! + 0.587 * data[from + 1]! + 0.114 * data[from + 2]!) / scale;
  }
  return values;
}

function pick(raw: RawImage, colours: number, channels: number, scale: number): Float32Array {
  const pixels = raw.width * raw.height;
  const values = new Float32Array(pixels * channels);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const from = pixel * raw.channels;
    for (let channel = 0; channel < channels; channel++) {
      values[pixel * channels + channel] = raw.data[from + (colours === 1 ? 0 : channel)]! / scale;
    }
  }
  return values;
}

function checkSamples(raw: RawImage, colours: number, top: number): void {
  if (raw.format !== 'float') return;
  const { data, channels } = raw;
  for (let from = 0; from < data.length; from += channels) {
    for (let channel = 0; channel < colours; channel++) {
      const value = data[from + channel]!;
      // Math.fround: what a float64 file holds may be too large for float32.
      if (Number.isFinite(Math.fround(value))) continue;
      const pixel = from / channels;
      const place = { page: raw.page, row: top + Math.floor(pixel / raw.width), column: pixel % raw.width };
      throw new FileError(`value ${value} is not a finite float32`, place);
    }
  }
}
