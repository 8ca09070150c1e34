import {
  cast,
  equal,
  mul,
  slice,
  stack,
  sum,
  type Tensor1D,
  type Tensor2D,
  tensor1d,
  tidy,
} from '@tensorflow/tfjs-core';
import type { Label, Weight } from '@unet/tensor';
import { checkLabel, describe, isTensor } from '@unet/tensor/internal';
import { checkBalanceOrWeights } from '../class-balance-map.ts';
import type { ClassBalance } from '../class-weights.ts';
import { weighClasses, withClasses } from './class-weights.ts';

/** Options of {@link classBalanceMap} on tensors. */
export interface ClassBalanceMapOptions {
  /** Number of classes, the background included: a label does not say it without being read. */
  readonly classes: number;
  /**
   * How `classWeights` weighs the classes, or the weights themselves, one for each class, as a list or a tensor: those of a whole slice for
   * its windows, say. Default 'notebook'.
   */
  readonly balance?: ClassBalance | ArrayLike<number> | Tensor1D | undefined;
}

/**
 * Gives every pixel the weight of its class, w_c(x) of Ronneberger et al. (2015), equation 2, on the device: nothing is read. Pixels of
 * other values than 0 to `classes - 1`, which only a read could find, get 0.
 * @param label class map `[height, width]`; it and weights that are a tensor stay the caller's
 * @returns float32 `[height, width]`; the caller owns it
 * @throws TypeError, RangeError if the label is no `Label`, or an option is unknown or out of range
 * @example
 * const map = classBalanceMap(label, { classes: 2 });
 */
export function classBalanceMap(label: Label, options: ClassBalanceMapOptions): Weight {
  const where = 'classBalanceMap';
  checkLabel(where, 'label', label);
  const { classes, balance = 'notebook' } = withClasses(where, options);
  if (isTensor(balance)) checkWeights(where, balance as Tensor1D, classes);
  else checkBalanceOrWeights(where, balance, classes);
  return tidy((): Weight => {
    const weights = weightsOf(label, classes, balance);
    const planes = Array.from({ length: classes }, (_, index) =>
      mul(cast(equal(label, index), 'float32'), slice(weights, index, 1)),
    );
    return (planes.length === 1 ? planes[0]! : sum(stack(planes), 0)) as Tensor2D;
  });
}

function weightsOf(label: Label, classes: number, balance: ClassBalance | ArrayLike<number> | Tensor1D): Tensor1D {
  if (typeof balance === 'string') return weighClasses(label, classes, balance);
  return isTensor(balance) ? (balance as Tensor1D) : tensor1d(Float32Array.from(balance as ArrayLike<number>));
}

function checkWeights(where: string, weights: Tensor1D, classes: number): void {
  if (weights.shape.length !== 1 || weights.dtype !== 'float32') {
    throw new TypeError(`${where}: balance must be a [classes] float32 tensor, got ${describe(weights)}`);
  }
  if (weights.isDisposed) throw new TypeError(`${where}: balance must not be disposed`);
  if (weights.shape[0] === classes) return;
  throw new RangeError(
    `${where}: balance must have one weight for each of ${classes} classes, got ${weights.shape[0]}`,
  );
}
