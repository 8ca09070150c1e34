import type { LabelArray } from '@unet/tensor/arrays';
import { checkLabelArray, place } from '@unet/tensor/internal';

/** Throws unless the label is whole and has no negative class. */
export function checkClasses(where: string, argument: string, label: LabelArray): void {
  checkLabelArray(where, argument, label);
  const index = label.data.findIndex((value) => value < 0);
  if (index >= 0) {
    throw new RangeError(
      `${where}: ${argument} must hold classes >= 0, got ${label.data[index]} at ${place(index, label.width)}`,
    );
  }
}
