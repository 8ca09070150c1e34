import { checkLabelArray, describe, type LabelArray, type WeightArray } from '@unet/tensor/arrays';
import { type ClassBalance, classOutOfRange, weighClasses } from './class-weights.ts';

/**
 * Gives every pixel the weight of its class, w_c(x) of Ronneberger et al. (2015), equation 2.
 * @param label class map, 0 is the background; stays the caller's
 * @param balance how `classWeights` weighs the classes, or the weights themselves, one for each class. Weights of
 * several labels together, say, are computed once and passed here
 * @throws TypeError, RangeError if the label is no {@link LabelArray} or holds a class below 0 or without a weight, or if
 * a weight is negative or not finite
 * @example
 * const label = { height: 1, width: 4, data: Int32Array.of(1, 0, 0, 0) };
 * classBalanceMap(label).data; // 1, 1/3, 1/3, 1/3
 */
export function classBalanceMap(
  label: LabelArray,
  balance: ClassBalance | ArrayLike<number> = 'reference',
): WeightArray {
  checkLabelArray('classBalanceMap', 'label', label);
  return mapClassWeights('classBalanceMap', label, balance);
}

/** {@link classBalanceMap} on behalf of the function that the user called. */
export function mapClassWeights(
  where: string,
  label: LabelArray,
  balance: ClassBalance | ArrayLike<number>,
): WeightArray {
  const { height, width, data } = label;
  if (isWeights(balance)) checkWeights(where, balance);
  const weights = isWeights(balance)
    ? Float32Array.from(balance)
    : weighClasses(where, label, countClasses(data), balance);
  const map = new Float32Array(data.length);
  for (let pixel = 0; pixel < data.length; pixel++) {
    const index = data[pixel];
    if (index < 0 || index >= weights.length) throw classOutOfRange(where, weights.length, index);
    map[pixel] = weights[index];
  }
  return { height, width, data: map };
}

function isWeights(balance: ClassBalance | ArrayLike<number>): balance is ArrayLike<number> {
  return typeof balance === 'object' && typeof balance?.length === 'number';
}

function checkWeights(where: string, weights: ArrayLike<number>): void {
  for (let index = 0; index < weights.length; index++) {
    if (!Number.isFinite(weights[index]) || weights[index] < 0) {
      throw new RangeError(`${where}: balance[${index}] must be a finite number >= 0, got ${describe(weights[index])}`);
    }
  }
}

function countClasses(data: Int32Array): number {
  let last = 0;
  for (let pixel = 0; pixel < data.length; pixel++) if (data[pixel] > last) last = data[pixel];
  return last + 1;
}
