import { gather, type Tensor } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectAsOnCpu } from '../support/as-on-cpu.ts';
import { configurations, onConfiguration, runsOf } from '../support/configurations.ts';
import { booleans, integers, noise, roughNoise } from '../support/plain-tensor.ts';
import { RUNS, shapes, words } from './arbitraries.ts';

const gathered = shapes().chain((shape) =>
  fc.nat(shape.length - 1).chain((axis) =>
    fc.record({
      shape: fc.constant(shape),
      axis: fc.constant(axis),
      indexShape: shape[axis] === 0 ? fc.constant([0]) : fc.array(fc.nat(4), { maxLength: 3 }),
    }),
  ),
);

describe.each(configurations)('gather, $name', (configuration) => {
  onConfiguration(configuration);

  test('any places on any axis', async () => {
    await fc.assert(
      fc.asyncProperty(gathered, fc.boolean(), fc.nat(), async ({ shape, axis, indexShape }, isFloat, seed) => {
        const indices = integers(indexShape, seed, 0, Math.max(shape[axis]! - 1, 0));
        await expectAsOnCpu([words(shape, seed, isFloat), indices], (x: Tensor, places: Tensor) =>
          gather(x, places as never, axis),
        );
      }),
      runsOf(configuration, RUNS),
    );
  });

  test.each([
    ['rows of a table', [50, 130], [1000], 0],
    ['single values', [5000], [60, 70], 0],
    ['channels', [2, 30, 31, 6], [9], 3],
    ['rows of images', [3, 31, 8, 5], [40], 1],
    ['one long row', [3, 300_000], [2], 0],
  ])('%s in WebAssembly', async (_, shape, indexShape, axis) => {
    const inputs = [roughNoise(shape, 1), integers(indexShape, 2, 0, shape[axis]! - 1)];
    const ran = await expectAsOnCpu(inputs, (x: Tensor, places: Tensor) => gather(x, places as never, axis));
    expect(ran).toEqual(['gather']);
  });

  test('batch dimensions and truth values go to cpu', async () => {
    const places = integers([2, 3], 1, 0, 3);
    const batched = (x: Tensor, indices: Tensor) => gather(x, indices as never, 1, 1);
    expect(await expectAsOnCpu([noise([2, 4, 5], 1), places], batched)).toEqual([]);
    const plain = (x: Tensor, indices: Tensor) => gather(x, indices as never, 0);
    expect(await expectAsOnCpu([booleans([4, 5], 1), places], plain)).toEqual([]);
  });

  test.each([-1, 4])('place %d of 4 is refused', async (place) => {
    const inputs = [noise([4, 5], 1), integers([1], 1, place, place)];
    await expect(expectAsOnCpu(inputs, (x: Tensor, places: Tensor) => gather(x, places as never, 0))).rejects.toThrow(
      `GatherV2: the index value ${place} is not in [0, 3]`,
    );
  });
});
