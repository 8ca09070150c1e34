import { checkLabelArray, describe, type LabelArray } from '@unet/tensor/arrays';

/** Throws unless `labels` is a label and `count` could be its number of components. */
export function checkNumbered(where: string, labels: LabelArray, count: number): void {
  checkLabelArray(where, 'labels', labels);
  if (!Number.isInteger(count) || count < 0) {
    throw new RangeError(`${where}: count must be an integer >= 0, got ${describe(count)}`);
  }
}

/** The error for a number that no component has. */
export function numberOutOfRange(where: string, count: number, got: number): RangeError {
  return new RangeError(`${where}: labels must hold numbers from 0 to count (${count}), got ${got}`);
}
