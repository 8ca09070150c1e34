import { concat, stack, type Tensor } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectAsOnCpu } from '../support/as-on-cpu.ts';
import { configurations, onConfiguration, runsOf } from '../support/configurations.ts';
import { booleans, integers, noise, roughNoise } from '../support/plain-tensor.ts';
import { RUNS, shapes, words } from './arbitraries.ts';

const joined = shapes().chain((shape) =>
  fc.record({
    shape: fc.constant(shape),
    axis: fc.nat(shape.length - 1),
    lengths: fc.array(fc.nat(9), { minLength: 2, maxLength: 5 }),
  }),
);

describe.each(configurations)('concat, $name', (configuration) => {
  onConfiguration(configuration);

  test('tensors of any lengths along any axis', async () => {
    await fc.assert(
      fc.asyncProperty(joined, fc.boolean(), fc.nat(), async ({ shape, axis, lengths }, isFloat, seed) => {
        const inputs = lengths.map((length, index) => words(shape.with(axis, length), seed + index, isFloat));
        await expectAsOnCpu(inputs, (...tensors: Tensor[]) => concat(tensors, axis));
      }),
      runsOf(configuration, RUNS),
    );
  });

  test.each([
    [
      'channels of two images',
      [
        [1, 33, 31, 64],
        [1, 33, 31, 64],
      ],
      3,
    ],
    [
      'channels that are no whole vectors',
      [
        [2, 33, 31, 5],
        [2, 33, 31, 9],
      ],
      3,
    ],
    [
      'one channel and many',
      [
        [1, 40, 40, 1],
        [1, 40, 40, 130],
      ],
      3,
    ],
    [
      'images',
      [
        [1, 20, 20, 16],
        [3, 20, 20, 16],
      ],
      0,
    ],
    [
      'rows',
      [
        [2, 5, 20, 16],
        [2, 11, 20, 16],
      ],
      1,
    ],
    ['long vectors', [[300_001], [290_003]], 0],
    [
      'nothing with something',
      [
        [5, 0],
        [5, 3],
        [5, 4],
      ],
      1,
    ],
  ])('%s are joined in WebAssembly', async (_, inputShapes, axis) => {
    const inputs = inputShapes.map((shape, index) => roughNoise(shape, index));
    const ran = await expectAsOnCpu(inputs, (...tensors: Tensor[]) => concat(tensors, axis));
    expect(ran).toEqual(['concat']);
  });

  test('the same tensor more than once', async () => {
    await expectAsOnCpu([noise([30, 40, 9], 1)], (x: Tensor) => concat([x, x, x], 2));
  });

  test('what is alone, of truth values, or more than a kernel takes goes to cpu', async () => {
    const alone = [noise([4, 0], 1), noise([4, 3], 2)];
    expect(await expectAsOnCpu(alone, (a: Tensor, b: Tensor) => concat([a, b], 1))).toEqual([]);
    const empty = [noise([4, 0], 1), noise([4, 0], 2)];
    expect(await expectAsOnCpu(empty, (a: Tensor, b: Tensor) => concat([a, b], 1))).toEqual([]);
    const truths = [booleans([4, 5], 1), booleans([4, 5], 2)];
    expect(await expectAsOnCpu(truths, (a: Tensor, b: Tensor) => concat([a, b], 1))).toEqual([]);
    const most = Array.from({ length: 61 }, (_, index) => integers([3, 2], index));
    expect(await expectAsOnCpu(most, (...tensors: Tensor[]) => concat(tensors, 1))).toEqual(['concat']);
    const many = [...most, integers([3, 2], 99)];
    expect(await expectAsOnCpu(many, (...tensors: Tensor[]) => concat(tensors, 1))).toEqual([]);
  });
});

describe.each(configurations)('stack, $name', (configuration) => {
  onConfiguration(configuration);

  test.each([
    [[], 0],
    [[5], 0],
    [[5], 1],
    [[5], -1],
    [[3, 4, 5], 1],
    [[3, 4, 5], -2],
    [[60, 50, 9], 3],
  ])('tensors of shape %j along %d', async (shape, axis) => {
    for (const isFloat of [true, false]) {
      const inputs = [1, 2, 3].map((seed) => words(shape, seed, isFloat));
      const ran = await expectAsOnCpu(inputs, (...tensors: Tensor[]) => stack(tensors, axis));
      expect(ran).toEqual(['concat']);
    }
  });

  test('nothing, one tensor and truth values', async () => {
    const empty = [noise([4, 0], 1), noise([4, 0], 2)];
    await expectAsOnCpu(empty, (a: Tensor, b: Tensor) => stack([a, b], 1));
    expect(await expectAsOnCpu([noise([4, 3], 1)], (x: Tensor) => stack([x], 1))).toEqual([]);
    const truths = [booleans([4, 5], 1), booleans([4, 5], 2)];
    expect(await expectAsOnCpu(truths, (a: Tensor, b: Tensor) => stack([a, b], 1))).toEqual([]);
  });
});
