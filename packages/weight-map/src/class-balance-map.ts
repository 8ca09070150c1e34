import type { LabelArray, WeightArray } from '@unet/tensor/arrays';
import { checkCount, checkLabelArray, checkNotNegative, checkOptions } from '@unet/tensor/internal';
import { type ClassBalance, checkBalance, classOutOfRange, countClasses, weighClasses } from './class-weights.ts';

/** Options of {@link classBalanceMap}. */
export interface ClassBalanceMapOptions {
  /** Number of classes, the background included. Default: as many as `balance` has weights, or the label's largest value says. */
  readonly classes?: number | undefined;
  /**
   * How `classWeights` weighs the classes, or the weights themselves, one for each class: those of a whole slice for its windows, say.
   * Default 'notebook'.
   */
  readonly balance?: ClassBalance | ArrayLike<number> | undefined;
}

/**
 * Gives every pixel the weight of its class, w_c(x) of Ronneberger et al. (2015), equation 2.
 * @param label class map, 0 is the background; stays the caller's
 * @throws TypeError, RangeError if the label is no {@link LabelArray} or holds a class below 0 or without a weight, if a weight is
 * negative or not finite, or an option is unknown or out of range
 * @example
 * const label = { height: 1, width: 4, data: Int32Array.of(1, 0, 0, 0) };
 * classBalanceMap(label).data; // 1, 1/3, 1/3, 1/3
 */
export function classBalanceMap(label: LabelArray, options: ClassBalanceMapOptions = {}): WeightArray {
  const where = 'classBalanceMap';
  checkLabelArray(where, 'label', label);
  checkOptions(where, options, { classes: true, balance: true });
  const { classes, balance = 'notebook' } = options;
  checkBalanceOrWeights(where, balance, classes);
  return mapClassWeights(where, label, balance, classes);
}

/** {@link classBalanceMap} on behalf of the function that the user called, which has checked the balance. */
export function mapClassWeights(
  where: string,
  label: LabelArray,
  balance: ClassBalance | ArrayLike<number>,
  classes?: number,
): WeightArray {
  const { height, width, data } = label;
  const weights = isWeights(balance)
    ? Float32Array.from(balance)
    : weighClasses(where, label, classes ?? countClasses(data), balance);
  const map = new Float32Array(data.length);
  for (let pixel = 0; pixel < data.length; pixel++) {
    const index = data[pixel];
    if (index < 0 || index >= weights.length) throw classOutOfRange(where, weights.length, index, pixel, width);
    map[pixel] = weights[index];
  }
  return { height, width, data: map };
}

/** Throws unless the balance is a word, or has one finite weight of at least 0 for each class. */
export function checkBalanceOrWeights(where: string, balance: unknown, classes: number | undefined, prefix = ''): void {
  if (classes !== undefined) checkCount(where, 'classes', classes);
  if (!isWeights(balance)) {
    checkBalance(where, balance, prefix);
    return;
  }
  if (classes !== undefined && balance.length !== classes) {
    throw new RangeError(
      `${where}: ${prefix}balance must have one weight for each of ${classes} classes, got ${balance.length}`,
    );
  }
  for (let index = 0; index < balance.length; index++)
    checkNotNegative(where, `${prefix}balance[${index}]`, balance[index]);
}

function isWeights(balance: unknown): balance is ArrayLike<number> {
  return typeof balance === 'object' && balance !== null && 'length' in balance && typeof balance.length === 'number';
}
