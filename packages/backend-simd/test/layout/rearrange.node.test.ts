import { reverse, type Tensor, tile, transpose } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectAsOnCpu } from '../support/as-on-cpu.ts';
import { configurations, onConfiguration, runsOf } from '../support/configurations.ts';
import { booleans, floats, roughNoise } from '../support/plain-tensor.ts';
import { RUNS, shapes, words } from './arbitraries.ts';

const permuted = shapes().chain((shape) =>
  fc
    .shuffledSubarray(
      shape.map((_, axis) => axis),
      { minLength: shape.length },
    )
    .map((order) => ({ shape, order })),
);

const reversed = shapes().chain((shape) => fc.subarray(shape.map((_, axis) => axis)).map((axes) => ({ shape, axes })));

const repeated = shapes().chain((shape) =>
  fc.tuple(...shape.map(() => fc.constantFrom(0, 1, 1, 1, 2, 3))).map((times) => ({ shape, times })),
);

describe.each(configurations)('transpose, $name', (configuration) => {
  onConfiguration(configuration);

  test('any order of any axes', async () => {
    await fc.assert(
      fc.asyncProperty(permuted, fc.boolean(), fc.nat(), async ({ shape, order }, isFloat, seed) => {
        await expectAsOnCpu([words(shape, seed, isFloat)], (x: Tensor) => transpose(x, order));
      }),
      runsOf(configuration, RUNS),
    );
  });

  test.each([
    [[1, 1], []],
    [[4, 4], ['transpose']],
    [[5, 7], ['transpose']],
    [[16, 512], ['transpose']],
    [[17, 513], ['transpose']],
    [[1031, 35], ['transpose']],
    [[35, 1031], ['transpose']],
    [[3, 500], ['stridedCopy']],
    [[500, 3], ['stridedCopy']],
  ])('matrix %j', async (shape, expected) => {
    const ran = await expectAsOnCpu([roughNoise(shape, 1)], (x: Tensor) => transpose(x));
    expect(ran).toEqual(expected.length > 0 ? expected : ['stridedCopy']);
  });

  test.each([
    ['channels first', [2, 30, 31, 17], [0, 3, 1, 2], 'transpose'],
    ['channels last', [2, 17, 30, 31], [0, 2, 3, 1], 'transpose'],
    ['rows and columns of an image', [2, 30, 31, 17], [0, 2, 1, 3], 'stridedCopy'],
    ['all axes backwards', [4, 5, 6, 7, 8, 9], [5, 4, 3, 2, 1, 0], 'transpose'],
    ['every other', [4, 5, 6, 7, 8, 9], [1, 3, 5, 0, 2, 4], 'transpose'],
    ['in between', [3, 4, 5, 6, 7, 8], [0, 3, 2, 5, 1, 4], 'transpose'],
    ['empty', [3, 0, 5], [2, 1, 0], undefined],
  ])('%s', async (_, shape, order, kernel) => {
    const ran = await expectAsOnCpu([roughNoise(shape, 1)], (x: Tensor) => transpose(x, order));
    expect(ran).toEqual(kernel === undefined ? [] : [kernel]);
  });

  test('truth values go to cpu', async () => {
    expect(await expectAsOnCpu([booleans([7, 9], 1)], (x: Tensor) => transpose(x))).toEqual([]);
  });
});

describe.each(configurations)('reverse, $name', (configuration) => {
  onConfiguration(configuration);

  test('any axes of any tensor', async () => {
    await fc.assert(
      fc.asyncProperty(reversed, fc.boolean(), fc.nat(), async ({ shape, axes }, isFloat, seed) => {
        await expectAsOnCpu([words(shape, seed, isFloat)], (x: Tensor) => reverse(x, axes));
      }),
      runsOf(configuration, RUNS),
    );
  });

  test.each([
    [[1, 40, 41, 8], [2]],
    [
      [2, 40, 41, 1],
      [1, 2],
    ],
    [[12_345], [0]],
    [[3, 12_345], [-1]],
  ])('%j along %j in WebAssembly', async (shape, axes) => {
    expect(await expectAsOnCpu([roughNoise(shape, 1)], (x: Tensor) => reverse(x, axes))).toEqual(['stridedCopy']);
  });

  test('what is shared, and truth values, go to cpu', async () => {
    expect(await expectAsOnCpu([floats([], [1])], (x: Tensor) => reverse(x, []))).toEqual([]);
    expect(await expectAsOnCpu([booleans([7, 9], 1)], (x: Tensor) => reverse(x, [1]))).toEqual([]);
  });
});

describe.each(configurations)('tile, $name', (configuration) => {
  onConfiguration(configuration);

  test('any tensor any number of times', async () => {
    await fc.assert(
      fc.asyncProperty(repeated, fc.boolean(), fc.nat(), async ({ shape, times }, isFloat, seed) => {
        await expectAsOnCpu([words(shape, seed, isFloat)], (x: Tensor) => tile(x, times));
      }),
      runsOf(configuration, RUNS),
    );
  });

  test.each([
    ['one value', [1, 1, 1], [40, 50, 9]],
    ['a bias', [1, 1, 1, 13], [2, 30, 40, 1]],
    ['a channel', [1, 40, 50, 1], [2, 1, 1, 7]],
    ['alternating axes', [2, 3, 4, 5, 6, 7], [2, 1, 2, 1, 2, 1]],
    ['all axes', [2, 3, 4, 5], [3, 2, 3, 2]],
  ])('%s in WebAssembly', async (_, shape, times) => {
    expect(await expectAsOnCpu([roughNoise(shape, 1)], (x: Tensor) => tile(x, times))).toEqual(['stridedCopy']);
  });

  test('truth values go to cpu', async () => {
    expect(await expectAsOnCpu([booleans([7, 9], 1)], (x: Tensor) => tile(x, [2, 1]))).toEqual([]);
  });
});
