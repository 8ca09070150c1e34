import { slice, type Tensor } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectAsOnCpu } from '../support/as-on-cpu.ts';
import { configurations, onConfiguration, runsOf } from '../support/configurations.ts';
import { booleans, floats, integers, roughNoise } from '../support/plain-tensor.ts';
import { RUNS, shapes, words } from './arbitraries.ts';

/** A shape and a box inside it. */
const boxes = shapes().chain((shape) =>
  fc.tuple(...shape.map((length) => fc.tuple(fc.nat(length), fc.nat(length)))).map((ends) => ({
    shape,
    begin: ends.map(([a, b]) => Math.min(a, b)),
    size: ends.map(([a, b]) => Math.abs(a - b)),
  })),
);

describe.each(configurations)('slices, $name', (configuration) => {
  onConfiguration(configuration);

  test('any box of any tensor', async () => {
    await fc.assert(
      fc.asyncProperty(boxes, fc.boolean(), fc.nat(), async ({ shape, begin, size }, isFloat, seed) => {
        await expectAsOnCpu([words(shape, seed, isFloat)], (x: Tensor) => slice(x, begin, size));
      }),
      runsOf(configuration, RUNS),
    );
  });

  test.each([
    ['the centre of an image', [2, 20, 22, 64], [0, 3, 4, 0], [2, 13, 14, 64]],
    ['an image whose pixels are no whole vectors', [1, 31, 33, 7], [0, 3, 4, 0], [1, 24, 25, 7]],
    ['channels', [1, 40, 40, 13], [0, 0, 0, 5], [1, 40, 40, 3]],
    ['one channel', [3, 40, 40, 5], [0, 0, 0, 4], [3, 40, 40, 1]],
    ['a batch', [4, 20, 20, 16], [1, 0, 0, 0], [2, 20, 20, 16]],
    ['more than a mebibyte at once', [3, 300_000], [1, 0], [2, 300_000]],
  ])('%s is cut out in WebAssembly', async (_, shape, begin, size) => {
    const ran = await expectAsOnCpu([roughNoise(shape, 1)], (x: Tensor) => slice(x, begin, size));
    expect(ran).toEqual(['stridedCopy']);
  });

  test('a box by hand', async () => {
    const x = integers([3, 3], 1, 5, 5);
    await expectAsOnCpu([x, floats([3, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9])], (_: Tensor, y: Tensor) => {
      const box = slice(y, [1, 1], [2, -1]);
      expect([...box.dataSync()]).toEqual([5, 6, 8, 9]);
      return box;
    });
  });

  test('truth values go to cpu', async () => {
    expect(await expectAsOnCpu([booleans([7, 9], 1)], (x: Tensor) => slice(x, [1, 2], [5, 6]))).toEqual([]);
  });

  test('a box that leaves the tensor is refused', async () => {
    await expect(expectAsOnCpu([roughNoise([3, 3], 1)], (x: Tensor) => slice(x, [2, 0], [2, 3]))).rejects.toThrow(
      /begin\[0\] \+ size\[0\]/,
    );
  });
});
