import {
  cast,
  div,
  equal,
  maximum,
  minimum,
  mul,
  ones,
  slice,
  stack,
  sub,
  sum,
  type Tensor1D,
  tidy,
} from '@tensorflow/tfjs-core';
import type { Label } from '@unet/tensor';
import { checkCount, checkLabel, checkOptions } from '@unet/tensor/internal';
import { type ClassBalance, checkBalance } from '../class-weights.ts';

/** Options of {@link classWeights} on tensors. */
export interface ClassWeightsOptions {
  /** Number of classes, the background included: a label does not say it without being read. */
  readonly classes: number;
  /** Default 'notebook'. */
  readonly balance?: ClassBalance | undefined;
}

/**
 * Weighs the classes against each other (w_c of Ronneberger et al. 2015, equation 2), on the device: nothing is read.
 *
 * All weights are finite: a class without pixels gets 1; where there is no class but the background, or just one other, that one gets 1,
 * too. Pixels of other values than 0 to `classes - 1`, which only a read could find, are not counted.
 * @param label class map `[height, width]`; stays the caller's
 * @returns one weight for each class, float32 `[classes]`; the caller owns it
 * @throws TypeError, RangeError if the label is no `Label`, or an option is unknown or out of range
 * @example
 * const weights = classWeights(label, { classes: 2 });
 */
export function classWeights(label: Label, options: ClassWeightsOptions): Tensor1D {
  checkLabel('classWeights', 'label', label);
  const { classes, balance = 'notebook' } = withClasses('classWeights', options);
  checkBalance('classWeights', balance);
  return weighClasses(label, classes, balance);
}

/** The options, all checked but the balance: they must say how many classes there are, which array functions find in the label. */
export function withClasses<Options extends ClassesAndBalance>(where: string, options: Options): Options {
  const given: Partial<ClassesAndBalance> = options === undefined ? {} : options;
  checkOptions(where, given, { classes: true, balance: true });
  if (given.classes === undefined) {
    throw new TypeError(`${where}: classes must be given for a tensor, since only a read could find them in it`);
  }
  checkCount(where, 'classes', given.classes);
  return options;
}

interface ClassesAndBalance {
  readonly classes: number;
  readonly balance?: unknown;
}

/** {@link classWeights} of what has been checked. */
export function weighClasses(label: Label, classes: number, balance: ClassBalance): Tensor1D {
  // Without a class but the background 'notebook' has nothing to go by.
  if (balance === 'none' || (balance === 'notebook' && classes === 1)) return ones([classes]);
  return tidy((): Tensor1D => {
    const counts = Array.from({ length: classes }, (_, index) => sum(cast(equal(label, index), 'float32')));
    const count = stack(counts) as Tensor1D;
    const isPresent: Tensor1D = minimum(count, 1);
    const first = balance === 'notebook' ? 1 : 0;
    const total = div(sum(slice(count, first)), maximum(sum(slice(isPresent, first)), 1));
    // The total is a whole mean, or 0 where there is nothing to go by: then every weight is 1.
    const applies: Tensor1D = mul(isPresent, minimum(total, 1));
    return sub(mul(div(total, maximum(count, 1)), applies), sub(applies, 1));
  });
}
