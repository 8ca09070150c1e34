import { fused, matMul, type Tensor } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { speckled } from '../convolutions/shapes.ts';
import { expectAsOnCpu } from '../support/as-on-cpu.ts';
import { configurations, onConfiguration } from '../support/configurations.ts';
import { noise } from '../support/plain-tensor.ts';

const length = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constantFrom(47, 48, 49, 95, 97, 128, 255, 257, 300));

const products = fc.record({
  batch: fc.constantFrom<number[]>([], [1], [3], [2, 2]),
  rows: length,
  terms: length,
  columns: length,
  transposeA: fc.boolean(),
  transposeB: fc.boolean(),
  seed: fc.nat(1e6),
});

type Product = typeof products extends fc.Arbitrary<infer Value> ? Value : never;

const shapeA = ({ batch, rows, terms, transposeA }: Product) => [
  ...batch,
  ...(transposeA ? [terms, rows] : [rows, terms]),
];
const shapeB = ({ batch, terms, columns, transposeB }: Product) => [
  ...batch,
  ...(transposeB ? [columns, terms] : [terms, columns]),
];
const toleranceOf = ({ terms }: Product) => ({ absolute: 2e-6 * Math.sqrt(terms) * 4, relative: 1e-5 });

describe.each(configurations)('matrix product, $name', (configuration) => {
  onConfiguration(configuration);

  test('any sizes, transposed or not', async () => {
    await fc.assert(
      fc.asyncProperty(products, async (product) => {
        const inputs = [noise(shapeA(product), product.seed), noise(shapeB(product), product.seed + 1)];
        const multiply = (a: Tensor, b: Tensor) => matMul(a, b, product.transposeA, product.transposeB);
        const ran = await expectAsOnCpu(inputs, multiply, toleranceOf(product));
        expect(ran).toContain(product.transposeA ? 'multiplyTransposed' : 'multiplyPixels');
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  test('infinities and NaN', async () => {
    await fc.assert(
      fc.asyncProperty(products, async (product) => {
        const inputs = [speckled(shapeA(product), product.seed, 0.01), noise(shapeB(product), product.seed + 1)];
        const multiply = (a: Tensor, b: Tensor) => matMul(a, b, product.transposeA, product.transposeB);
        await expectAsOnCpu(inputs, multiply, toleranceOf(product));
      }),
      { numRuns: 30, seed: 6 },
    );
  });

  test('fused with bias and activation', async () => {
    const inputs = [noise([30, 40], 1), noise([40, 50], 2), noise([50], 3)];
    const multiply = (a: Tensor, b: Tensor, bias: Tensor) =>
      fused.matMul({ a: a as never, b: b as never, bias, activation: 'relu' });
    await expectAsOnCpu(inputs, multiply, { absolute: 1e-4, relative: 1e-5 });
  });

  test('batches that are broadcast', async () => {
    await expectAsOnCpu([noise([2, 1, 5, 7], 1), noise([3, 7, 4], 2)], (a: Tensor, b: Tensor) => matMul(a, b), {
      absolute: 1e-4,
      relative: 1e-5,
    });
  });
});
