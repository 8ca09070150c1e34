import { backend_util } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectAsOnCpu } from '../support/as-on-cpu.ts';
import { configurations, onConfiguration, runsOf } from '../support/configurations.ts';
import { floats, integers, noise } from '../support/plain-tensor.ts';
import { type Pooling, pool, poolGradient, poolings } from './pools.ts';

const RUNS = { numRuns: 60, seed: 3 };

/** Sums of at most 16 values of about 1; cpu sums in double precision. */
const TOLERANCE = { absolute: 4e-6 };

function outShape({ shape, filterSize, strides, pad }: Pooling): number[] {
  return backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad as 'valid').outShape;
}

describe.each(configurations)('average-pool, $name', (configuration) => {
  onConfiguration(configuration);

  test('any windows over any image', async () => {
    await fc.assert(
      fc.asyncProperty(poolings, fc.nat(), async (pooling, seed) => {
        await expectAsOnCpu([noise(pooling.shape, seed)], pool('average', pooling), TOLERANCE);
      }),
      runsOf(configuration, RUNS),
    );
  });

  test('NaN and infinities spread over their windows', async () => {
    const special = [1, Number.NaN, 2, Number.POSITIVE_INFINITY, -0, Number.NEGATIVE_INFINITY, 3];
    const pooling: Pooling = { shape: [1, 12, 11, 13], filterSize: [2, 3], strides: [1, 2], pad: 'same' };
    for (let step = 1; step < 7; step++) {
      const x = floats(
        pooling.shape,
        Array.from({ length: 12 * 11 * 13 }, (_, index) =>
          (index * index) % 11 === 0 ? special[(index * step) % 7]! : -0,
        ),
      );
      await expectAsOnCpu([x], pool('average', pooling), TOLERANCE);
    }
  });

  test.each<[string, Pooling, string[]]>([
    ['are shared', { shape: [2, 60, 61, 18], filterSize: [2, 2], strides: [2, 2], pad: 'valid' }, ['averagePool']],
    ['lie in the padding alone', { shape: [1, 3, 3, 5], filterSize: [1, 1], strides: [1, 1], pad: 2 }, ['averagePool']],
    ['are one pixel', { shape: [1, 9, 9, 5], filterSize: [1, 1], strides: [1, 1], pad: 'valid' }, []],
  ])('windows that %s', async (_, pooling, kernels) => {
    expect(await expectAsOnCpu([noise(pooling.shape, 1)], pool('average', pooling), TOLERANCE)).toEqual(kernels);
  });

  test('whole numbers go to cpu', async () => {
    const pooling: Pooling = { shape: [1, 8, 8, 3], filterSize: [2, 2], strides: [2, 2], pad: 'valid' };
    expect(await expectAsOnCpu([integers(pooling.shape, 1)], pool('average', pooling))).toEqual([]);
  });
});

describe.each(configurations)('gradient of average-pool, $name', (configuration) => {
  onConfiguration(configuration);

  test('any windows over any image', async () => {
    await fc.assert(
      fc.asyncProperty(poolings, fc.nat(), async (pooling, seed) => {
        const inputs = [noise(outShape(pooling), seed + 1), noise(pooling.shape, seed)];
        const ran = await expectAsOnCpu(inputs, poolGradient('average', pooling), TOLERANCE);
        expect(ran).toEqual(['averagePoolGradient']);
      }),
      runsOf(configuration, RUNS),
    );
  });

  test('shared between threads', async () => {
    const pooling: Pooling = { shape: [2, 60, 61, 18], filterSize: [3, 3], strides: [2, 2], pad: 'same' };
    const inputs = [noise(outShape(pooling), 1), noise(pooling.shape, 2)];
    expect(await expectAsOnCpu(inputs, poolGradient('average', pooling), TOLERANCE)).toEqual(['averagePoolGradient']);
  });

  test('a gradient of another size goes to cpu', async () => {
    const pooling: Pooling = {
      shape: [1, 6, 6, 5],
      filterSize: [3, 3],
      strides: [2, 2],
      pad: 0,
      dimRoundingMode: 'ceil',
    };
    // The forward kernel makes 3 x 3 of it; the gradient, which does not know of rounding, expects 2 x 2.
    const inputs = [noise([1, 3, 3, 5], 1), noise(pooling.shape, 2)];
    expect(await expectAsOnCpu(inputs, poolGradient('average', pooling), TOLERANCE)).toEqual([]);
  });
});
