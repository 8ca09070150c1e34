import type { LabelArray } from '@unet/tensor/arrays';
import { checkLabelArray, checkOptions, describe, place } from '@unet/tensor/internal';
import type { RawImage } from './raw-image.ts';

/** Options of `fromLabelArray`. */
export interface FromLabelOptions {
  /**
   * Spread the classes 0 to `classes` - 1 over 0 to 255, so that people can see them; {@link toLabelArray} ranks them back where all
   * classes occur. By default values are written as they are.
   */
  readonly classes?: number;
}

/**
 * Makes file values of a label: integers as they are, in 8 bits where they fit, otherwise 16 or 32; or classes spread over
 * 8 bits.
 * @throws RangeError for negative values, and for values from `classes` up where that is given
 * @example
 * const { data } = fromLabelArray(label, { classes: 2 }); // 0 and 255
 */
export function fromLabelArray(label: LabelArray, options: FromLabelOptions = {}): RawImage {
  const where = 'fromLabelArray';
  checkOptions(where, options, { classes: true });
  checkSpread(where, options.classes);
  return pageOfLabel(where, 'label', label, options.classes);
}

/** Throws a RangeError unless so many classes can be spread over 8 bits. */
export function checkSpread(where: string, classes: number | undefined): void {
  if (classes === undefined || (Number.isInteger(classes) && classes >= 2 && classes <= 256)) return;
  throw new RangeError(`${where}: classes must be an integer from 2 to 256, got ${describe(classes)}`);
}

/** {@link fromLabelArray} with checked options. */
export function pageOfLabel(where: string, argument: string, label: LabelArray, classes: number | undefined): RawImage {
  checkLabelArray(where, argument, label);
  const { height, width, data } = label;
  let largest = 0;
  for (let index = 0; index < data.length; index++) {
    const value = data[index]!;
    if (value < 0 || (classes !== undefined && value >= classes)) {
      const range = classes === undefined ? 'from 0' : `0 to ${classes - 1}`;
      throw new RangeError(`${where}: ${argument} must hold values ${range}, got ${value} at ${place(index, width)}`);
    }
    largest = Math.max(largest, value);
  }
  if (classes !== undefined) {
    const spread = Uint8Array.from(data, (value) => Math.round((255 * value) / (classes - 1)));
    return { width, height, channels: 1, bitDepth: 8, format: 'uint', data: spread };
  }
  const [bitDepth, type] =
    largest < 2 ** 8 ? [8, Uint8Array] : largest < 2 ** 16 ? [16, Uint16Array] : [32, Uint32Array];
  return { width, height, channels: 1, bitDepth, format: 'uint', data: type.from(data) };
}
