import { pad, type Tensor } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectAsOnCpu } from '../support/as-on-cpu.ts';
import { configurations, onConfiguration, runsOf } from '../support/configurations.ts';
import { booleans, floats, integers, roughNoise } from '../support/plain-tensor.ts';
import { RUNS, shapes, words } from './arbitraries.ts';

type Frame = [number, number][];

const framed = shapes().chain((shape) =>
  fc.record({
    shape: fc.constant(shape),
    // Long tensors get no thick frame on a short axis: the result would be huge.
    frame: fc
      .tuple(...shape.map(() => fc.oneof(fc.constant([0, 0]), fc.tuple(fc.nat(2), fc.nat(2)))))
      .map((sides) => sides as Frame),
  }),
);

describe.each(configurations)('pad, $name', (configuration) => {
  onConfiguration(configuration);

  test('any frame around any tensor', async () => {
    const constants = fc.constantFrom(0, -0, 1.5, -7, Number.NaN, Number.NEGATIVE_INFINITY, 3e9);
    await fc.assert(
      fc.asyncProperty(framed, constants, fc.boolean(), fc.nat(), async ({ shape, frame }, constant, isFloat, seed) => {
        await expectAsOnCpu([words(shape, seed, isFloat)], (x: Tensor) => pad(x, frame, constant));
      }),
      runsOf(configuration, RUNS),
    );
  });

  test.each<[string, number[], Frame]>([
    [
      'images',
      [2, 20, 21, 64],
      [
        [0, 0],
        [3, 4],
        [2, 5],
        [0, 0],
      ],
    ],
    [
      'an image whose pixels are no whole vectors',
      [1, 30, 31, 7],
      [
        [0, 0],
        [3, 4],
        [2, 5],
        [0, 0],
      ],
    ],
    [
      'channels',
      [1, 40, 40, 3],
      [
        [0, 0],
        [0, 0],
        [0, 0],
        [0, 1],
      ],
    ],
    [
      'all axes',
      [3, 5, 7, 9, 11],
      [
        [1, 0],
        [0, 1],
        [2, 2],
        [0, 3],
        [3, 0],
      ],
    ],
    [
      'a batch',
      [1, 40, 40, 9],
      [
        [1, 2],
        [0, 0],
        [0, 0],
        [0, 0],
      ],
    ],
    ['more than a mebibyte at once', [300_000], [[290_001, 310_003]]],
    [
      'nothing',
      [3, 0, 5],
      [
        [0, 0],
        [20, 30],
        [70, 0],
      ],
    ],
    [
      'without a frame',
      [50, 60, 7],
      [
        [0, 0],
        [0, 0],
        [0, 0],
      ],
    ],
  ])('%s framed in WebAssembly', async (_, shape, frame) => {
    expect(await expectAsOnCpu([roughNoise(shape, 1)], (x: Tensor) => pad(x, frame, 0.25))).toEqual(['pad']);
  });

  test('a frame by hand', async () => {
    await expectAsOnCpu([floats([1, 2], [1, 2])], (x: Tensor) => {
      const result = pad(
        x,
        [
          [1, 0],
          [0, 1],
        ],
        9,
      );
      expect([...result.dataSync()]).toEqual([9, 9, 9, 1, 2, 9]);
      return result;
    });
  });

  test('the constant of whole numbers is cut off', async () => {
    expect(await expectAsOnCpu([integers([3], 1)], (x: Tensor) => pad(x, [[1, 1]], -2.75))).toEqual(['pad']);
  });

  test('truth values go to cpu, empty results need no kernel', async () => {
    expect(
      await expectAsOnCpu([booleans([3, 4], 1)], (x: Tensor) =>
        pad(
          x,
          [
            [1, 1],
            [0, 2],
          ],
          1,
        ),
      ),
    ).toEqual([]);
    expect(
      await expectAsOnCpu([roughNoise([0, 4], 1)], (x: Tensor) =>
        pad(
          x,
          [
            [0, 0],
            [0, 2],
          ],
          1,
        ),
      ),
    ).toEqual([]);
  });
});
