import { checkLabelArray, describe, type LabelArray } from '@unet/tensor/arrays';
import type { RawImage } from './raw-image.ts';

/** Options of {@link fromLabelArray}. */
export interface FromLabelOptions {
  /**
   * Spread the classes 0 to `classes` - 1 over 0 to 255, so that the file is good to look at; {@link toLabelArray} ranks them
   * back where all classes occur. By default values are written as they are.
   */
  readonly classes?: number;
}

/**
 * Makes file values of a label: integers as they are, in 8 bits where they fit, otherwise 16 or 32; or classes spread over
 * 8 bits.
 * @throws RangeError for negative values, and for values from `classes` up where that is given
 * @example
 * const bytes = encodePng(fromLabelArray(label, { classes: 2 })); // a black and white mask
 */
export function fromLabelArray(label: LabelArray, options: FromLabelOptions = {}): RawImage {
  const { classes } = options;
  checkLabelArray('fromLabelArray', 'label', label);
  if (classes !== undefined && (!Number.isInteger(classes) || classes < 2 || classes > 256)) {
    throw new RangeError(`fromLabelArray: classes must be an integer from 2 to 256, got ${describe(classes)}`);
  }
  const { height, width, data } = label;
  let largest = 0;
  for (let index = 0; index < data.length; index++) {
    const value = data[index]!;
    if (value < 0 || (classes !== undefined && value >= classes)) {
      const range = classes === undefined ? 'from 0' : `0 to ${classes - 1}`;
      throw new RangeError(`fromLabelArray: label must hold values ${range}, got ${value} at ${placeOf(index, width)}`);
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

function placeOf(pixel: number, width: number): string {
  return `row ${Math.floor(pixel / width)}, column ${pixel % width}`;
}
