import fc from 'fast-check';
import { expect, it } from 'vitest';
import { negativeExponential } from '../src/negative-exponential.ts';

it('is exp(-x) to 4e-8 of itself', () => {
  expect(negativeExponential(0)).toBe(1);
  fc.assert(
    fc.property(fc.double({ min: 0, max: 127.99, noNaN: true }), (x) => {
      expect(Math.abs(negativeExponential(x) / Math.exp(-x) - 1)).toBeLessThan(4.1e-8);
    }),
    { numRuns: 2000 },
  );
});
