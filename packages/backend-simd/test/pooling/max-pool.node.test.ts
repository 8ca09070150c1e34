import { backend_util, type Tensor } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectAsOnCpu } from '../support/as-on-cpu.ts';
import { configurations, onConfiguration, runsOf } from '../support/configurations.ts';
import { floats, integers, noise, type PlainTensor, roughNoise } from '../support/plain-tensor.ts';
import { coarseNoise, type Pooling, pool, poolGradient, poolings, twoByTwo } from './pools.ts';

const RUNS = { numRuns: 60, seed: 3 };

/** The kinds of values that make a difference to a maximum. */
const fills: fc.Arbitrary<(shape: readonly number[], seed: number) => PlainTensor> = fc.constantFrom(
  noise,
  roughNoise,
  coarseNoise,
  // Negative infinity and NaN alone: windows without a maximum.
  (shape, seed) => {
    const { values } = integers(shape, seed, 0, 1);
    return floats(
      shape,
      Array.from(values, (value) => (value === 0 ? Number.NaN : Number.NEGATIVE_INFINITY)),
    );
  },
);

function outShape({ shape, filterSize, strides, pad, dimRoundingMode }: Pooling): number[] {
  return backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad as 'valid', dimRoundingMode).outShape;
}

describe.each(configurations)('max-pool, $name', (configuration) => {
  onConfiguration(configuration);

  test('any windows over any image', async () => {
    await fc.assert(
      fc.asyncProperty(poolings, fills, fc.nat(), async (pooling, fill, seed) => {
        await expectAsOnCpu([fill(pooling.shape, seed)], pool('max', pooling));
      }),
      runsOf(configuration, RUNS),
    );
  });

  test('2 x 2 windows side by side', async () => {
    await fc.assert(
      fc.asyncProperty(twoByTwo, fills, fc.nat(), async (pooling, fill, seed) => {
        expect(await expectAsOnCpu([fill(pooling.shape, seed)], pool('max', pooling))).toEqual(['maxPool2x2']);
      }),
      runsOf(configuration, RUNS),
    );
  });

  test.each<[string, Pooling, string[]]>([
    ['overlap', { shape: [1, 60, 61, 16], filterSize: [3, 3], strides: [2, 2], pad: 'same' }, ['maxPool']],
    ['leave gaps', { shape: [2, 60, 61, 7], filterSize: [2, 2], strides: [3, 3], pad: 'valid' }, ['maxPool']],
    ['are padded', { shape: [1, 21, 21, 64], filterSize: [2, 2], strides: [2, 2], pad: 'same' }, ['maxPool']],
    ['need no padding', { shape: [1, 20, 20, 64], filterSize: [2, 2], strides: [2, 2], pad: 'same' }, ['maxPool2x2']],
    ['lie in the padding alone', { shape: [1, 3, 3, 5], filterSize: [1, 1], strides: [1, 1], pad: 2 }, ['maxPool']],
    ['are one pixel', { shape: [1, 9, 9, 5], filterSize: [1, 1], strides: [1, 1], pad: 'valid' }, []],
    ['skip pixels', { shape: [1, 9, 9, 5], filterSize: [1, 1], strides: [2, 2], pad: 'valid' }, ['maxPool']],
    [
      'end outside',
      { shape: [1, 6, 6, 5], filterSize: [3, 2], strides: [2, 2], pad: 0, dimRoundingMode: 'ceil' },
      ['maxPool'],
    ],
  ])('windows that %s', async (_, pooling, kernels) => {
    expect(await expectAsOnCpu([roughNoise(pooling.shape, 1)], pool('max', pooling))).toEqual(kernels);
  });

  test('whole numbers go to cpu', async () => {
    const pooling: Pooling = { shape: [1, 8, 8, 3], filterSize: [2, 2], strides: [2, 2], pad: 'valid' };
    expect(await expectAsOnCpu([integers(pooling.shape, 1)], pool('max', pooling))).toEqual([]);
  });
});

describe.each(configurations)('gradient of max-pool, $name', (configuration) => {
  onConfiguration(configuration);

  test('any windows over any image', async () => {
    await fc.assert(
      fc.asyncProperty(poolings, fills, fc.nat(), async (pooling, fill, seed) => {
        const inputs = [noise(outShape(pooling), seed + 1), fill(pooling.shape, seed)];
        // Sums of at most 16 values; cpu sums in double precision.
        await expectAsOnCpu(inputs, poolGradient('max', pooling), { absolute: 4e-6 });
      }),
      runsOf(configuration, RUNS),
    );
  });

  test('windows that do not overlap: the same bit for bit', async () => {
    const apart = poolings.filter(({ filterSize, strides }) =>
      filterSize.every((size, axis) => size <= strides[axis]!),
    );
    await fc.assert(
      fc.asyncProperty(apart, fills, fc.nat(), async (pooling, fill, seed) => {
        const inputs = [roughNoise(outShape(pooling), seed + 1), fill(pooling.shape, seed)];
        await expectAsOnCpu(inputs, poolGradient('max', pooling));
      }),
      runsOf(configuration, RUNS),
    );
  });

  test('2 x 2 windows side by side', async () => {
    await fc.assert(
      fc.asyncProperty(twoByTwo, fills, fc.nat(), async (pooling, fill, seed) => {
        const inputs = [roughNoise(outShape(pooling), seed + 1), fill(pooling.shape, seed)];
        expect(await expectAsOnCpu(inputs, poolGradient('max', pooling))).toEqual(['maxPool2x2Gradient']);
      }),
      runsOf(configuration, RUNS),
    );
  });

  test('the first of equal maxima, row by row, takes all', async () => {
    const x = floats([1, 3, 4, 1], [5, 5, 1, 2, 5, 5, 3, 3, 9, 9, 9, 9]);
    const dy = floats([1, 1, 2, 1], [7, -0]);
    const pooling: Pooling = { shape: [1, 3, 4, 1], filterSize: [2, 2], strides: [2, 2], pad: 'valid' };
    await expectAsOnCpu([dy, x], (gradient: Tensor, image: Tensor) => {
      const dx = poolGradient('max', pooling)(gradient, image);
      expect([...dx.dataSync()]).toEqual([7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
      return dx;
    });
  });

  test.each<[string, Pooling]>([
    ['overlap', { shape: [1, 60, 61, 16], filterSize: [3, 3], strides: [2, 2], pad: 'same' }],
    ['leave gaps', { shape: [2, 60, 61, 7], filterSize: [2, 2], strides: [3, 3], pad: 'valid' }],
    ['lie in the padding alone', { shape: [1, 3, 3, 5], filterSize: [1, 1], strides: [1, 1], pad: 2 }],
    ['end outside', { shape: [1, 6, 6, 5], filterSize: [3, 2], strides: [2, 2], pad: 0, dimRoundingMode: 'ceil' }],
  ])('windows that %s', async (_, pooling) => {
    const inputs = [noise(outShape(pooling), 1), roughNoise(pooling.shape, 2)];
    const ran = await expectAsOnCpu(inputs, poolGradient('max', pooling), { absolute: 4e-6 });
    expect(ran).toEqual(['maxPositions', 'maxPoolGradient']);
  });

  test('whole numbers go to cpu', async () => {
    const pooling: Pooling = { shape: [1, 8, 8, 3], filterSize: [2, 2], strides: [2, 2], pad: 'valid' };
    const inputs = [noise([1, 4, 4, 3], 1), integers(pooling.shape, 1)];
    expect(await expectAsOnCpu(inputs, poolGradient('max', pooling))).toEqual([]);
  });
});
