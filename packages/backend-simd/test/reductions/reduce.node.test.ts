import * as tf from '@tensorflow/tfjs-core';
import { expectAllClose } from '@unet-internal/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectAsOnCpu } from '../support/as-on-cpu.ts';
import { configurations, onConfiguration, startSimd } from '../support/configurations.ts';
import { booleans, floats, integers, noise, roughNoise, toTensor } from '../support/plain-tensor.ts';

const operations = { sum: tf.sum, mean: tf.mean, prod: tf.prod, min: tf.min, max: tf.max } as const;
const names = Object.keys(operations) as (keyof typeof operations)[];

/** For so many values about 1 in each result: a sum is rounded like the sum of the absolute values. */
const rounding = (count: number) => ({ absolute: 1e-6 + count * 2 ** -25, relative: 1e-6 });

const reductions = fc
  .array(
    fc.record({
      length: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 15, max: 18 }), fc.constant(35)),
      isReduced: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((axes) => ({
    shape: axes.map(({ length }) => length),
    axis: axes.flatMap(({ isReduced }, index) => (isReduced ? [index] : [])),
  }))
  .filter(({ shape }) => shape.reduce((size, length) => size * length, 1) < 2e5);

/** Large enough for every way of dividing the work, of sizes that divide by nothing. */
const large: [shape: number[], axis: number | number[] | undefined, suffixes: string[]][] = [
  [[325_003], undefined, ['End', 'Parts']],
  [[3, 70_001], 1, ['End', 'Parts']],
  [[40_001, 2], 0, ['End', 'Parts']],
  [
    [3, 101, 103, 7],
    [0, 1, 2],
    ['End', 'Parts'],
  ],
  [[10_007, 67], 0, ['End', 'Parts']],
  [[1009, 128], 0, ['End', 'Parts']],
  [[67, 5003], 0, ['End', 'Parts']],
  [[4, 50_001], 0, ['Columns']],
  [[37, 130, 67], 1, ['Columns']],
  [[40_009, 5], 1, ['Rows']],
  [[1009, 101], 1, ['Rows']],
  [
    [29, 67, 31, 3],
    [1, 3],
    ['Columns', 'Rows'],
  ],
];

describe.each(configurations)('$name', (configuration) => {
  onConfiguration(configuration);

  test.each(names)('%s over any axes', async (name) => {
    const operation = operations[name];
    await fc.assert(
      fc.asyncProperty(reductions, fc.boolean(), fc.nat(), async ({ shape, axis }, keepDims, seed) => {
        const reduce = (x: tf.Tensor) => operation(x, axis, keepDims);
        const count = axis.reduce((product, index) => product * shape[index]!, 1);
        const ran = await expectAsOnCpu([noise(shape, seed)], reduce, rounding(count));
        expect(ran.length).toBeGreaterThan(0);
      }),
      { numRuns: 15 },
    );
  });

  test.each(large)('[%s] over %s', async (shape, axis, suffixes) => {
    const kernels = { sum: 'sum', mean: 'sum', prod: 'product', min: 'minimum', max: 'maximum' } as const;
    const x = noise(shape, 1);
    for (const name of names) {
      const reduce = (x: tf.Tensor) => operations[name](x, axis);
      const ran = await expectAsOnCpu([x], reduce, rounding(10_000));
      expect(ran.sort()).toEqual(suffixes.map((suffix) => kernels[name] + suffix));
    }
  });

  test('a sum over 325,000 pixels has seven digits', async () => {
    const [pixels, channels] = [325_000, 3];
    const { values } = noise([pixels, channels], 1);
    const expected = new Float64Array(channels);
    for (let index = 0; index < values.length; index++) expected[index % channels]! += Math.abs(values[index]!);
    const sums = tf.tidy(() => tf.sum(tf.abs(toTensor(floats([pixels, channels], values))), 0).dataSync());
    expectAllClose(sums, expected, { relative: 1.2e-7 });
  });

  test('what is not finite, wherever it stands', async () => {
    for (const special of [Number.NaN, Number.POSITIVE_INFINITY]) {
      for (const [rows, place] of [
        [1103, 0],
        [1103, 33],
        [1103, 67 * 1103 - 1],
        [9, 500],
      ] as const) {
        const { shape, values } = noise([rows, 67], 1);
        values[place] = special;
        // Long products are 0, and 0 times infinity depends on the order.
        for (const name of rows > 100 ? (['sum', 'max', 'min'] as const) : names) {
          for (const axis of [0, 1, undefined]) {
            const reduce = (x: tf.Tensor) => operations[name](x, axis);
            await expectAsOnCpu([floats(shape, values)], reduce, rounding(10_000));
          }
        }
      }
    }
    for (const name of ['min', 'max'] as const) {
      await expectAsOnCpu([roughNoise([50, 31], 1)], (x: tf.Tensor) => operations[name](x, 0), { absolute: 0 });
    }
  });

  test('products do not overflow on the way', async () => {
    const values = Array.from({ length: 64 }, (_, index) => (index % 16 < 8 ? 1e38 : 1e-38));
    for (const shape of [[64], [64, 1], [16, 4], [4, 16]]) {
      for (const axis of [0, shape.length - 1]) {
        await expectAsOnCpu([floats(shape, values)], (x: tf.Tensor) => tf.prod(x, axis), { relative: 1e-6 });
      }
    }
  });

  test('empty, scalar, other types', async () => {
    for (const name of names) {
      const reduce = (axis?: number) => (x: tf.Tensor) => operations[name](x, axis);
      await expectAsOnCpu([noise([], 1)], reduce());
      await expectAsOnCpu([noise([3, 1], 1)], reduce(1));
      await expectAsOnCpu([noise([0, 3], 1)], reduce(0));
      await expectAsOnCpu([noise([3, 0], 1)], reduce(0));
      await expectAsOnCpu([integers([3, 4], 1, 1, 5)], reduce(0), rounding(3));
      await expectAsOnCpu([booleans([3, 4], 1)], reduce(1), rounding(4));
    }
  });
});

test('a sum is the same bit for bit on any number of threads', async () => {
  const results: Float32Array[] = [];
  for (const threads of [1, 2, 3]) {
    await startSimd({ threads });
    results.push(tf.tidy(() => tf.sum(toTensor(noise([70_001, 5], 1)), 0).dataSync() as Float32Array));
  }
  expect(results[1]).toEqual(results[0]);
  expect(results[2]).toEqual(results[0]);
});
