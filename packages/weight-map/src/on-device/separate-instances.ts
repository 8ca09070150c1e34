import { add, cast, equal, logicalAnd, mul, sub, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { Label } from '@unet/tensor';
import { checkLabel } from '@unet/tensor/internal';
import { checkSeparationOptions, type SeparationOptions } from '../separate-instances.ts';
import { asNumbers, highestAround, insideOf, lowestAround } from './neighbours.ts';

/** More than any number that is exact in float32, and exact itself. */
const beyond = 2 ** 25;

/**
 * Makes the thin background between touching instances that lets a class map keep them apart (Ronneberger et al. 2015,
 * section 3), on the device: nothing is read. With `gap` 2 every pixel becomes 0 that has another instance among its eight neighbours,
 * with `gap` 1 every pixel that has an instance with a higher number there. The same as on arrays, where more is said, for numbers from 0
 * to 2^24.
 * @param instances `[height, width]`, every instance has a number of its own, 0 is the background; stays the caller's
 * @returns int32 `[height, width]`; the caller owns it
 * @throws TypeError, RangeError if `instances` is no `Label` or an option is unknown or out of range
 * @example
 * const separated = separateInstances(instances, { gap: 1 });
 */
export function separateInstances(instances: Label, options: SeparationOptions = {}): Label {
  checkLabel('separateInstances', 'instances', instances);
  checkSeparationOptions('separateInstances', options);
  return tidy(() => mul(instances, cast(keptOf(instances, options), 'int32')));
}

/** Whether a pixel keeps its number, where it has one. */
export function keptOf(instances: Label, { gap = 2 }: SeparationOptions): Tensor {
  const numbers = asNumbers(instances);
  const isHighest = equal(highestAround(numbers, [3, 3]), numbers);
  if (gap === 1) return isHighest;
  // The lowest among instances: the background must not count.
  const outside = mul(sub(1, insideOf(instances)), beyond);
  const isLowest = equal(lowestAround(add(numbers, outside), [3, 3]), numbers);
  return logicalAnd(isHighest, isLowest);
}
