import type { LabelArray } from '@unet/tensor/arrays';
import { checkInteger, checkLabelArray, checkOptions } from '@unet/tensor/internal';

/** Options of {@link componentSizes} and {@link componentBoxes}. */
export interface NumberedOptions {
  /** How many components there are, as {@link connectedComponents} tells. */
  readonly count: number;
}

/** Throws unless `labels` is a label and `count` could be its number of components. */
export function checkNumbered(where: string, labels: LabelArray, options: NumberedOptions): void {
  checkLabelArray(where, 'labels', labels);
  checkOptions(where, options, { count: true });
  checkInteger(where, 'count', options.count, 0);
}

/** The error for a number that no component has. */
export function numberOutOfRange(where: string, count: number, got: number): RangeError {
  return new RangeError(`${where}: labels must hold numbers from 0 to count (${count}), got ${got}`);
}
