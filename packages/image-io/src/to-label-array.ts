import { FileError } from '@unet/files';
import type { LabelArray } from '@unet/tensor/arrays';
import { checkInteger, checkOptions, checkWord } from '@unet/tensor/internal';
import { checkRawImage, colourChannels, largestSample, type RawData, type RawImage } from './raw-image.ts';

/** Options of `toLabelArray`. */
export interface ToLabelOptions {
  /** Number of classes, 2 or more. Default 2. */
  readonly classes?: number;
  /** `classes` (default): values become 0 to `classes` - 1. `instances`: integer values, one for each cell, stay as they are. */
  readonly kind?: 'classes' | 'instances';
}

/**
 * Makes a label of a decoded page.
 * Classes: values 0 to `classes` - 1 stay as they are; otherwise exactly `classes` different grey values (0 and 255) are
 * ranked; a page that is one flat largest value of its type (255) is the last class.
 * Grey values count, of RGB where its three channels agree; a coloured palette counts by its indices. Opacity is dropped.
 * @throws FileError for any other number of grey values, for colours, and for instance numbers other than integers from 0 to 2^31 - 1;
 * with page, row and column
 * @example
 * const label = toLabelArray(decodePages(bytes)[0]); // 0 and 255 in the file, 0 and 1 in the label
 */
export function toLabelArray(raw: RawImage, options: ToLabelOptions = {}): LabelArray {
  checkRawImage('toLabelArray', 'raw', raw);
  checkOptions('toLabelArray', options, { classes: true, kind: true });
  checkLabelOptions('toLabelArray', options);
  return labelOfPage(raw, options);
}

/** Throws a RangeError for values that the options of {@link toLabelArray} cannot have. */
export function checkLabelOptions(where: string, { classes = 2, kind = 'classes' }: ToLabelOptions): void {
  checkInteger(where, 'classes', classes, 2);
  checkWord(where, 'kind', kind, ['classes', 'instances']);
}

/** {@link toLabelArray} of checked arguments. */
export function labelOfPage(raw: RawImage, { classes = 2, kind = 'classes' }: ToLabelOptions): LabelArray {
  const grey = greyValues(raw);
  const { height, width } = raw;
  return { height, width, data: kind === 'instances' ? instances(raw, grey) : rankClasses(raw, grey, classes) };
}

/** One value a pixel. */
function greyValues(raw: RawImage): RawData {
  const { data, channels } = raw;
  if (channels === 1) return data;
  const colours = colourChannels(raw);
  const pixels = raw.width * raw.height;
  const grey = data.slice(0, pixels);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const first = pixel * channels;
    for (let channel = 1; channel < colours; channel++) {
      if (Object.is(data[first + channel], data[first])) continue;
      if (raw.indices !== undefined) return raw.indices;
      const values = Array.from(data.subarray(first, first + colours)).join(', ');
      throw new FileError(`label must be grey, got the colour (${values})`, placeOf(raw, pixel));
    }
    grey[pixel] = data[first]!;
  }
  return grey;
}

function instances(raw: RawImage, grey: RawData): Int32Array {
  for (let pixel = 0; pixel < grey.length; pixel++) {
    const value = grey[pixel]!;
    if (!Number.isInteger(value) || value < 0 || value > 0x7fffffff) {
      throw new FileError(`value ${value} is not an instance number from 0 to 2^31 - 1`, placeOf(raw, pixel));
    }
  }
  return Int32Array.from(grey);
}

function rankClasses(raw: RawImage, grey: RawData, classes: number): Int32Array {
  const found = distinctValues(raw, grey);
  const asTheyAre = found.every((value) => Number.isInteger(value) && value >= 0 && value < classes);
  if (asTheyAre) return Int32Array.from(grey);
  const largest = raw.format === 'float' ? 1 : largestSample(raw);
  if (found.length === 1 && found[0] === largest) return new Int32Array(grey.length).fill(classes - 1);
  if (found.length !== classes) throw wrongValues(raw, found, classes);
  const ranks = new Map(found.map((value, rank) => [value, rank]));
  const result = new Int32Array(grey.length);
  let previous = Number.NaN;
  let rank = 0;
  for (let pixel = 0; pixel < grey.length; pixel++) {
    const value = grey[pixel]!;
    if (value !== previous) rank = ranks.get(value)!;
    previous = value;
    result[pixel] = rank;
  }
  return result;
}

/** The different values in ascending order. */
function distinctValues(raw: RawImage, grey: RawData): number[] {
  const found = new Set<number>();
  let previous = Number.NaN;
  for (let pixel = 0; pixel < grey.length; pixel++) {
    const value = grey[pixel]!;
    // Labels come in runs; this spares most of the look-ups.
    if (value === previous) continue;
    if (!Number.isFinite(value)) throw new FileError(`value ${value} is not a finite number`, placeOf(raw, pixel));
    found.add(value);
    previous = value;
  }
  return [...found].sort((a, b) => a - b);
}

function wrongValues(raw: RawImage, found: readonly number[], classes: number): FileError {
  const shown = found.length > 4 ? `${found.slice(0, 3).join(', ')}, ...` : found.join(', ');
  const values = found.length === 1 ? 'value' : 'values';
  return new FileError(`label has ${found.length} grey ${values} (${shown}), expected ${classes}`, { page: raw.page });
}

function placeOf({ page, width }: RawImage, pixel: number): { page: number | undefined; row: number; column: number } {
  return { page, row: Math.floor(pixel / width), column: pixel % width };
}
