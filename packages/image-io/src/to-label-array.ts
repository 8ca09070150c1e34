import { FileError } from '@unet/files';
import type { LabelArray } from '@unet/tensor/arrays';
import { checkInteger, checkList, checkOptions, checkWord } from '@unet/tensor/internal';
import { type LabelValues, labelValues, placeOf } from './label-values.ts';
import { checkRawImage, largestSample, type RawData, type RawImage } from './raw-image.ts';

/** Options of `toLabelArray`. */
export interface ToLabelOptions {
  /** Number of classes, 2 or more. Default 2. */
  readonly classes?: number;
  /** `classes` (default): values become 0 to `classes` - 1. `instances`: integer values, one for each cell, stay as they are. */
  readonly kind?: 'classes' | 'instances';
}

/**
 * Makes a label of a decoded page, see {@link toLabelArrays}: what its values mean is told by this page alone.
 * @throws FileError with page, row and column
 * @example
 * const label = toLabelArray(decodePages(bytes)[0]); // 0 and 255 in the file, 0 and 1 in the label
 */
export function toLabelArray(raw: RawImage, options: ToLabelOptions = {}): LabelArray {
  checkRawImage('toLabelArray', 'raw', raw);
  checkOptions('toLabelArray', options, { classes: true, kind: true });
  checkLabelOptions('toLabelArray', options);
  return labelsOfPages([raw], options)[0]!;
}

/**
 * Makes labels of decoded pages. What their values mean is told by all pages together, so that a class that is missing on one of them changes
 * nothing.
 *
 * Values count as they are stored, also where 0 is white, and of a palette the indices. Of RGB whose channels agree it is the grey
 * value. Where any pixel is coloured, each colour is a value: black comes first, or white where there is no black. Opacity is dropped, but where it is all
 * that differs.
 *
 * Classes: values 0 to `classes` - 1 stay as they are; otherwise exactly `classes` different values (0 and 255, 1 and 2) are ranked; pages that hold nothing but the
 * largest value of their type (255) are of the last class. Instances: whole numbers stay as they are.
 * @param pages at least one
 * @throws FileError for any other number of values, for colours without a background, and for instance numbers other than integers from 0
 * to 2^31 - 1; with page, row and column
 * @example
 * const labels = toLabelArrays(decodePages(bytes), { classes: 3 });
 */
export function toLabelArrays(pages: readonly RawImage[], options: ToLabelOptions = {}): LabelArray[] {
  checkList('toLabelArrays', 'pages', pages, 'page');
  for (const [index, page] of pages.entries()) checkRawImage('toLabelArrays', `pages[${index}]`, page);
  checkOptions('toLabelArrays', options, { classes: true, kind: true });
  checkLabelOptions('toLabelArrays', options);
  return labelsOfPages(pages, options);
}

/** Throws a RangeError for values that the options of {@link toLabelArray} cannot have. */
export function checkLabelOptions(where: string, { classes = 2, kind = 'classes' }: ToLabelOptions): void {
  checkInteger(where, 'classes', classes, 2);
  checkWord(where, 'kind', kind, ['classes', 'instances']);
}

/** {@link toLabelArrays} of checked arguments. */
export function labelsOfPages(
  pages: readonly RawImage[],
  { classes = 2, kind = 'classes' }: ToLabelOptions,
): LabelArray[] {
  const values = labelValues(pages);
  const data =
    kind === 'instances'
      ? pages.map((page, index) => instances(page, values.pages[index]!))
      : rankClasses(pages, values, classes);
  return pages.map(({ height, width }, index) => ({ height, width, data: data[index]! }));
}

function instances(raw: RawImage, values: RawData): Int32Array {
  for (let pixel = 0; pixel < values.length; pixel++) {
    const value = values[pixel]!;
    if (!Number.isInteger(value) || value < 0 || value > 0x7fffffff) {
      throw new FileError(`value ${value} is not an instance number from 0 to 2^31 - 1`, placeOf(raw, pixel));
    }
  }
  return Int32Array.from(values);
}

function rankClasses(pages: readonly RawImage[], values: LabelValues, classes: number): Int32Array[] {
  const found = distinctValues(pages, values.pages);
  const asTheyAre = found.every((value) => Number.isInteger(value) && value >= 0 && value < classes);
  if (asTheyAre) return values.pages.map((page) => Int32Array.from(page));
  if (found.length === 1 && pages.every((page) => found[0] === largestOf(page))) {
    return values.pages.map(({ length }) => new Int32Array(length).fill(classes - 1));
  }
  if (found.length !== classes) throw wrongValues(pages, found, values.what, classes);
  const ranks = new Map(found.map((value, rank) => [value, rank]));
  return values.pages.map((page) => {
    const result = new Int32Array(page.length);
    let previous = Number.NaN;
    let rank = 0;
    for (let pixel = 0; pixel < page.length; pixel++) {
      const value = page[pixel]!;
      if (value !== previous) rank = ranks.get(value)!;
      previous = value;
      result[pixel] = rank;
    }
    return result;
  });
}

function largestOf(page: RawImage): number {
  return page.format === 'float' ? 1 : largestSample(page);
}

/** The different values in ascending order. */
function distinctValues(pages: readonly RawImage[], values: readonly RawData[]): number[] {
  const found = new Set<number>();
  for (const [index, page] of values.entries()) {
    let previous = Number.NaN;
    for (let pixel = 0; pixel < page.length; pixel++) {
      const value = page[pixel]!;
      // Labels come in runs; this spares most of the look-ups.
      if (value === previous) continue;
      if (!Number.isFinite(value)) {
        throw new FileError(`value ${value} is not a finite number`, placeOf(pages[index]!, pixel));
      }
      found.add(value);
      previous = value;
    }
  }
  return [...found].sort((a, b) => a - b);
}

function wrongValues(
  pages: readonly RawImage[],
  found: readonly number[],
  what: LabelValues['what'],
  classes: number,
): FileError {
  const list = found.length > 4 ? `${found.slice(0, 3).join(', ')}, ...` : found.join(', ');
  const shown = what === 'colour' ? '' : ` (${list})`;
  const page = pages.length === 1 ? pages[0]!.page : undefined;
  return new FileError(
    `label has ${found.length} ${what}${found.length === 1 ? '' : 's'}${shown}, expected ${classes}`,
    { page },
  );
}
