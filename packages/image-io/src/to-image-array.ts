import { FileError } from '@unet/files';
import type { ImageArray, Scaling } from '@unet/tensor/arrays';
import { checkList, checkOptions, checkScaling, describe } from '@unet/tensor/internal';
import { asShown, checkRawImage, colourChannels, largestSample, type RawImage } from './raw-image.ts';
import type { GreyRange } from './scaling/grey-range.ts';
import { rangesOfPages } from './scaling/measure-file.ts';

/** Options of `toImageArrays`, and of what reads images. */
export interface ToImageOptions {
  /** Channels of the result: 1 grey, 3 RGB. By default those of the file, however many. */
  readonly channels?: 1 | 3;
  /**
   * How stored values become grey values, by what all pages of the file hold. By default integers are divided by the largest value of their type (a 16-bit
   * file by 65535, however few bits its camera had), and floats stay as they are.
   */
  readonly scaling?: Scaling | undefined;
}

/** Options of `toImageArray`. */
export interface ToOneImageOptions extends ToImageOptions {
  /** All pages of the file that the page is of, which a scaling measures; by default the page alone. */
  readonly file?: readonly RawImage[];
}

/**
 * Makes a float32 image of a decoded page, see {@link toImageArrays}.
 * @example
 * const image = toImageArray(decodePages(bytes)[0], { channels: 1 });
 */
export function toImageArray(raw: RawImage, options: ToOneImageOptions = {}): ImageArray {
  const where = 'toImageArray';
  checkRawImage(where, 'raw', raw);
  checkOptions(where, options, { channels: true, scaling: true, file: true });
  const { channels, scaling, file = [raw] } = options;
  checkImageOptions(where, { channels, scaling });
  checkList(where, 'file', file, 'page');
  for (const [index, page] of file.entries()) checkRawImage(where, `file[${index}]`, page);
  if (scaling === undefined) return imageOfPage(raw, { channels, range: undefined });
  const place = file.indexOf(raw);
  if (place < 0) throw new RangeError(`${where}: file must hold the page`);
  return imageOfPage(raw, { channels, range: rangesOfPages(file, scaling)[place] });
}

/**
 * Makes float32 images of the pages of a file. Opacity is dropped, and an image of which 0 is white is inverted.
 * RGB becomes grey by the luma of ITU-R BT.601, 0.299 R + 0.587 G + 0.114 B, as in Pillow, OpenCV and MATLAB; grey becomes RGB by
 * repetition.
 * @param pages all of the file, at least one
 * @returns `[height, width, channels]` each; without scaling in [0, 1], but floats may lie outside, and negative integers lie in [-1, 0)
 * @throws FileError with page, row and column for NaN and infinity, and for a page of 2 or more than 3 channels that is to become
 * grey or RGB
 * @example
 * const images = toImageArrays(decodePages(bytes), { scaling: { kind: 'percentile', low: 1, high: 99.8 } });
 */
export function toImageArrays(pages: readonly RawImage[], options: ToImageOptions = {}): ImageArray[] {
  checkList('toImageArrays', 'pages', pages, 'page');
  for (const [index, page] of pages.entries()) checkRawImage('toImageArrays', `pages[${index}]`, page);
  checkOptions('toImageArrays', options, { channels: true, scaling: true });
  checkImageOptions('toImageArrays', options);
  return imagesOfPages(pages, options);
}

/** Throws unless images of so many channels can be made, and scaled so. */
export function checkImageOptions(
  where: string,
  { channels, scaling }: { readonly channels?: 1 | 3 | undefined; readonly scaling?: Scaling | undefined },
): void {
  checkImageChannels(where, channels);
  if (scaling !== undefined) checkScaling(where, 'scaling', scaling);
}

/** {@link toImageArrays} of checked arguments. */
export function imagesOfPages(
  pages: readonly RawImage[],
  { channels, scaling }: { readonly channels?: 1 | 3 | undefined; readonly scaling?: Scaling | undefined },
): ImageArray[] {
  const ranges = scaling && rangesOfPages(pages, scaling);
  return pages.map((page, index) => imageOfPage(page, { channels, range: ranges?.[index] }));
}

/** Throws a RangeError unless images of so many channels can be made. */
function checkImageChannels(where: string, channels: unknown): void {
  if (channels === undefined || channels === 1 || channels === 3) return;
  throw new RangeError(`${where}: channels must be 1 or 3, got ${describe(channels)}`);
}

/** How {@link imageOfPage} makes an image. */
interface PageOptions {
  readonly channels: 1 | 3 | undefined;
  /** Of the scaling; undefined: by type. */
  readonly range: GreyRange | undefined;
  /** Row of the page that the first row of the samples is, for messages. */
  readonly top?: number;
}

/** The image of a page, or of some rows of it. */
export function imageOfPage(raw: RawImage, { channels: wanted, range, top = 0 }: PageOptions): ImageArray {
  const colours = colourChannels(raw);
  const { width, height, page } = raw;
  const channels = wanted ?? colours;
  checkConversion(colours, wanted, page);
  checkSamples(raw, colours, top);
  const shown = asShown(raw);
  const { low, high, limits } = range ?? byType(shown);
  // One for all channels, or one for each.
  const of = (values: readonly number[], channel: number): number => values[values.length === 1 ? 0 : channel]!;
  const scale: Scale = {
    low: Float64Array.from({ length: colours }, (_, channel) => of(low, channel)),
    width: Float64Array.from({ length: colours }, (_, channel) => of(high, channel) - of(low, channel)),
  };
  const data = colours === 3 && channels === 1 ? luma(shown, scale) : pick(shown, colours, channels, scale);
  if (limits !== undefined) {
    const [least, most] = limits;
    for (let index = 0; index < data.length; index++) data[index] = Math.min(most, Math.max(least, data[index]!));
  }
  return { height, width, channels, data };
}

/** Throws a FileError unless images of so many channels can become images of `wanted` ones. */
export function checkConversion(colours: number, wanted: 1 | 3 | undefined, page: number | undefined): void {
  if (wanted === undefined || colours === 1 || colours === 3) return;
  throw new FileError(`image has ${colours} channels, which are no colours: ${wanted} cannot be made of them`, {
    page,
  });
}

/** Of each channel the stored value that becomes 0, and how far from it that which becomes 1 is. */
interface Scale {
  readonly low: Float64Array;
  readonly width: Float64Array;
}

function byType(page: RawImage): { low: readonly number[]; high: readonly number[]; limits: undefined } {
  return { low: [0], high: [page.format === 'float' ? 1 : largestSample(page)], limits: undefined };
}

function luma({ width, height, channels, data }: RawImage, { low, width: range }: Scale): Float32Array {
  const values = new Float32Array(width * height);
  for (let pixel = 0; pixel < values.length; pixel++) {
    const from = pixel * channels;
    values[pixel] =
      (0.299 * (data[from]! - low[0]!)) / range[0]! +
      (0.587 * (data[from + 1]! - low[1]!)) / range[1]! +
      (0.114 * (data[from + 2]! - low[2]!)) / range[2]!;
  }
  return values;
}

function pick(raw: RawImage, colours: number, channels: number, scale: Scale): Float32Array {
  const pixels = raw.width * raw.height;
  const values = new Float32Array(pixels * channels);
  const { data, channels: stored } = raw;
  for (let channel = 0; channel < channels; channel++) {
    const source = colours === 1 ? 0 : channel;
    const low = scale.low[source]!;
    const width = scale.width[source]!;
    for (let pixel = 0, from = source, to = channel; pixel < pixels; pixel++, from += stored, to += channels) {
      values[to] = (data[from]! - low) / width;
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
