import { split, type Tensor, unstack } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectAsOnCpu } from '../support/as-on-cpu.ts';
import { configurations, onConfiguration, runsOf } from '../support/configurations.ts';
import { booleans, integers, noise, roughNoise } from '../support/plain-tensor.ts';
import { RUNS, shapes, words } from './arbitraries.ts';

const cut = shapes().chain((shape) =>
  fc.record({
    shape: fc.constant(shape),
    axis: fc.nat(shape.length - 1),
    lengths: fc.array(fc.nat(9), { minLength: 1, maxLength: 5 }),
  }),
);

describe.each(configurations)('split, $name', (configuration) => {
  onConfiguration(configuration);

  test('any tensor along any axis into any lengths', async () => {
    await fc.assert(
      fc.asyncProperty(cut, fc.boolean(), fc.nat(), async ({ shape, axis, lengths }, isFloat, seed) => {
        const length = lengths.reduce((sum, part) => sum + part, 0);
        const x = words(shape.with(axis, length), seed, isFloat);
        await expectAsOnCpu([x], (tensor: Tensor) => split(tensor, lengths, axis));
      }),
      runsOf(configuration, RUNS),
    );
  });

  test.each([
    ['channels of an image', [1, 33, 31, 128], [64, 64], 3],
    ['channels that are no whole vectors', [2, 33, 31, 14], [5, 9], -1],
    ['images', [4, 20, 20, 16], [1, 3], 0],
    ['a long vector', [590_004], [300_001, 290_003], 0],
    ['something and nothing', [5, 7], [0, 3, 0, 4], 1],
  ])('%s in WebAssembly', async (_, shape, lengths, axis) => {
    const ran = await expectAsOnCpu([roughNoise(shape, 1)], (x: Tensor) => split(x, lengths, axis));
    expect(ran).toEqual(['split']);
  });

  test('truth values and more pieces than a kernel takes go to cpu', async () => {
    expect(await expectAsOnCpu([booleans([6, 9], 1)], (x: Tensor) => split(x, 3))).toEqual([]);
    expect(await expectAsOnCpu([integers([2, 61], 1)], (x: Tensor) => split(x, 61, 1))).toEqual(['split']);
    expect(await expectAsOnCpu([integers([2, 62], 1)], (x: Tensor) => split(x, 62, 1))).toEqual([]);
  });
});

describe.each(configurations)('unstack, $name', (configuration) => {
  onConfiguration(configuration);

  test.each([
    [[3, 5, 4], 0],
    [[3, 5, 4], 1],
    [[30, 50, 9], -1],
    [[7], 0],
  ])('%j along %d', async (shape, axis) => {
    for (const isFloat of [true, false]) {
      const ran = await expectAsOnCpu([words(shape, 1, isFloat)], (x: Tensor) => unstack(x, axis));
      expect(ran).toEqual(['split']);
    }
  });

  test('nothing, truth values and many', async () => {
    expect(await expectAsOnCpu([noise([3, 0], 1)], (x: Tensor) => unstack(x, 0))).toEqual([]);
    expect(await expectAsOnCpu([booleans([6, 9], 1)], (x: Tensor) => unstack(x, 1))).toEqual([]);
    expect(await expectAsOnCpu([noise([62, 2], 1)], (x: Tensor) => unstack(x, 0))).toEqual([]);
  });
});
