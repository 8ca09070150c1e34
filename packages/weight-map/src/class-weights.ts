import type { LabelArray } from '@unet/tensor/arrays';
import { checkCount, checkLabelArray, checkOptions, describe, place } from '@unet/tensor/internal';

/**
 * How the classes are balanced; n_c is the number of pixels of class c.
 * - 'notebook': m / n_c, where m is the mean of n_c over the classes other than the background that have pixels. All classes get the
 *   same total. With two classes it is 1 on cells and (cell pixels / background pixels) on the background: what the annotated PyTorch
 *   notebook does, which reimplements the paper step by step. (The paper says only that it balances the class frequencies.)
 * - 'inverse-frequency': N / (K n_c), with N pixels and K classes that have pixels. The same, scaled to a mean of 1.
 * - 'none': 1.
 */
export type ClassBalance = 'notebook' | 'inverse-frequency' | 'none';

/** Options of {@link classWeights}. */
export interface ClassWeightsOptions {
  /** Number of classes, the background included. Default: as many as the label's largest value says. */
  readonly classes?: number | undefined;
  /** Default 'notebook'. */
  readonly balance?: ClassBalance | undefined;
}

/**
 * Weighs the classes against each other (w_c of Ronneberger et al. 2015, equation 2).
 *
 * All weights are finite: a class without pixels gets 1, which no pixel of this label has; where there is no class but the
 * background, or just one other, that one gets 1, too.
 * @param label class map with values from 0 (background) to `classes - 1`; stays the caller's
 * @returns one weight for each class
 * @throws TypeError, RangeError if the label is no {@link LabelArray}, holds other values, or an option is unknown or out of range
 * @example
 * const label = { height: 1, width: 4, data: Int32Array.of(1, 0, 0, 0) };
 * classWeights(label); // 1/3, 1
 */
export function classWeights(label: LabelArray, options: ClassWeightsOptions = {}): Float32Array {
  const where = 'classWeights';
  checkLabelArray(where, 'label', label);
  checkOptions(where, options, { classes: true, balance: true });
  const { classes = countClasses(label.data), balance = 'notebook' } = options;
  checkCount(where, 'classes', classes);
  checkBalance(where, balance);
  return weighClasses(where, label, classes, balance);
}

/** As many classes as the largest value says. */
export function countClasses(data: Int32Array): number {
  let last = 0;
  for (let pixel = 0; pixel < data.length; pixel++) if (data[pixel] > last) last = data[pixel];
  return last + 1;
}

/** Throws unless it is one of the words. */
export function checkBalance(where: string, balance: unknown, prefix = ''): void {
  if (balance === 'notebook' || balance === 'inverse-frequency' || balance === 'none') return;
  throw new RangeError(
    `${where}: ${prefix}balance must be "notebook", "inverse-frequency", "none" or one weight for each class, got ${describe(balance)}`,
  );
}

/** {@link classWeights} on behalf of the function that the user called. */
export function weighClasses(where: string, label: LabelArray, classes: number, balance: ClassBalance): Float32Array {
  const counts = countPixels(where, label, classes);
  const weights = new Float32Array(classes).fill(1);
  const total = balance === 'none' ? 0 : totalOfClass(counts, balance);
  if (total === 0) return weights;
  return weights.map((weight, index) => (counts[index] > 0 ? total / counts[index] : weight));
}

function countPixels(where: string, { data, width }: LabelArray, classes: number): Float64Array {
  const counts = new Float64Array(classes);
  // Run by run: to count pixel by pixel would wait for the last count each time.
  for (let pixel = 0; pixel < data.length; ) {
    const index = data[pixel];
    if (index < 0 || index >= classes) throw classOutOfRange(where, classes, index, pixel, width);
    const start = pixel;
    do pixel++;
    while (pixel < data.length && data[pixel] === index);
    counts[index] += pixel - start;
  }
  return counts;
}

/** The error for a value that is none of the classes. */
export function classOutOfRange(where: string, classes: number, got: number, pixel: number, width: number): RangeError {
  return new RangeError(
    `${where}: label must hold classes from 0 to ${classes - 1}, got ${got} at ${place(pixel, width)}`,
  );
}

/** What the weights of a class add up to over its pixels; 0 if 'notebook' has nothing to go by. */
function totalOfClass(counts: Float64Array, balance: 'notebook' | 'inverse-frequency'): number {
  const balanced = balance === 'notebook' ? counts.subarray(1) : counts;
  const present = balanced.filter((count) => count > 0);
  return present.length === 0 ? 0 : present.reduce((sum, count) => sum + count) / present.length;
}
