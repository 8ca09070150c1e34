import fc from 'fast-check';
import { integers, type PlainTensor, roughNoise } from '../support/plain-tensor.ts';

/** Enough to find a broken line, few enough to run in a second or two on each configuration. */
export const RUNS = { numRuns: 60, seed: 3 };

/** Values that move have to arrive bit for bit, whatever they are: NaN, infinities, signed zeros, and whole numbers of 32 bits. */
export function words(shape: readonly number[], seed: number, isFloat: boolean): PlainTensor {
  return isFloat ? roughNoise(shape, seed) : integers(shape, seed, -(2 ** 31), 2 ** 31 - 1);
}

/**
 * Shapes of rank 1 to 6, lengths 0 and 1 among them. The last axis is a vector and a tail or more; in some another axis is long, so that
 * threads share the tensor.
 */
export function shapes(): fc.Arbitrary<number[]> {
  const small = fc.tuple(fc.array(fc.nat(4), { maxLength: 5 }), fc.nat(23)).map(([outer, last]) => [...outer, last]);
  const large = fc
    .tuple(fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 }), fc.integer({ min: 5000, max: 9000 }), fc.nat(3))
    .map(([others, long, place]) => others.toSpliced(Math.min(place, others.length), 0, long));
  return fc.oneof({ weight: 3, arbitrary: small }, { weight: 1, arbitrary: large });
}
