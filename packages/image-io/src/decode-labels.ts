import type { LabelArray } from '@unet/tensor/arrays';
import { checkOptions } from '@unet/tensor/internal';
import { checkedMaxPixels, type DecodeOptions } from './decode-limits.ts';
import { checkBytes, decodeFile } from './decode-pages.ts';
import { checkLabelOptions, labelsOfPages, type ToLabelOptions } from './to-label-array.ts';

/** Options of `decodeLabels`. */
export interface DecodeLabelsOptions extends DecodeOptions, ToLabelOptions {}

/**
 * Decodes an image file, PNG, JPEG or TIFF, into labels, one a page. What {@link decodePages} and {@link toLabelArrays} do, in one step.
 * @param bytes the whole file; it is not changed
 * @throws FileError for everything that is wrong with the bytes, with page, row and column where one is
 * @example
 * const [label] = decodeLabels(bytes); // 0 and 255 in the file, 0 and 1 in the label
 */
export function decodeLabels(bytes: Uint8Array, options: DecodeLabelsOptions = {}): LabelArray[] {
  const where = 'decodeLabels';
  checkBytes(where, bytes);
  checkOptions(where, options, { maxPixels: true, classes: true, kind: true });
  const maxPixels = checkedMaxPixels(where, options.maxPixels);
  checkLabelOptions(where, options);
  return labelsOfPages(decodeFile(bytes, maxPixels), options);
}
