import { engine, getBackend, getKernel, grad, memory, type Tensor, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { backendPolicy, completeConfig, maxPool, type UNetConfig } from '@unet/model';
import { expectAllClose, expectNoLeak, tensorPeak } from '@unet-internal/testing';
import { describe, expect, test, vi } from 'vitest';
import { onShapes } from '../src/memory/on-shapes.ts';
import { type ImageShape, predictionOf, trainingStepOf } from '../src/memory/work-on-shapes.ts';
import { ownKernels } from '../src/ops/kernel-names.ts';
import { plainNoise, toTensor } from './reference/plain-array.ts';

/** The names of the kernels that run meanwhile, in their order. */
function kernelsOf(work: () => void): string[] {
  const run = vi.spyOn(engine(), 'runKernel');
  try {
    work();
    return run.mock.calls.map(([name]) => name);
  } finally {
    run.mockRestore();
  }
}

describe.each<[config: Partial<UNetConfig>, shape: ImageShape]>([
  [{ depth: 1, baseWidth: 4 }, [1, 36, 28, 1]],
  [
    { depth: 1, baseWidth: 2, padding: 'same', dropout: 'last-two', upConvolution: 'relu', classes: 3, channels: 2 },
    [2, 28, 36, 2],
  ],
])('on shapes and on this backend, %j', (partial, shape) => {
  const config = completeConfig(partial);

  test.each<[what: string, work: () => void]>([
    ['a step without momentum', () => trainingStepOf(config, shape, 0)],
    ['a step with momentum', () => trainingStepOf(config, shape, 1)],
    ['a step of Adam', () => trainingStepOf(config, shape, 2)],
    ['a prediction', () => predictionOf(config, shape, false)],
    ['a prediction averaged over symmetries', () => predictionOf(config, shape, true)],
  ])('the same kernels run and as much is held: %s', (_, work) => {
    const inScope = () => {
      tidy(() => {
        work();
      });
    };
    const kernels = kernelsOf(inScope);
    expect(kernels.length).toBeGreaterThan(20);
    let estimated = 0;
    const counted = kernelsOf(() => {
      estimated = onShapes(getBackend(), inScope, false).peak;
    });
    expect(counted).toEqual(kernels);
    expect(estimated / tensorPeak(inScope)).toBeCloseTo(1, 3);
  });
});

test('this backend has the kernels for whole operations that its policy lists', () => {
  const registered = ownKernels.filter((name) => getKernel(name, getBackend()) !== undefined);
  expect(registered).toEqual([...backendPolicy(getBackend()).own]);
});

describe('afterwards all is as before', () => {
  const config = completeConfig({ depth: 1, baseWidth: 2 });
  const estimate = () => onShapes('webgl', () => trainingStepOf(config, [1, 20, 20, 1], 1));

  test('in the middle of a gradient that is being recorded', async () => {
    await expectNoLeak(async () => {
      const x = toTensor<Tensor4D>(plainNoise('x', [1, 4, 4, 1]));
      const counts = () => [getBackend(), memory().numTensors, memory().numBytes, memory().numDataBuffers];
      const gradientOf = (meanwhile: () => void): Tensor =>
        grad((input: Tensor) => {
          const half = maxPool(input as Tensor4D);
          const before = counts();
          meanwhile();
          expect(counts()).toEqual(before);
          return maxPool(half);
        })(x);
      const [alone, disturbed] = [gradientOf(() => {}), gradientOf(estimate)];
      expectAllClose(await disturbed.data(), await alone.data(), { absolute: 0 });
      return [x, alone, disturbed];
    });
  });

  test('after work that throws', () => {
    const before = [getBackend(), memory().numTensors];
    const work = () => {
      trainingStepOf(config, [1, 20, 20, 1], 1);
      throw new Error('sabotaged');
    };
    expect(() => onShapes('cpu', work)).toThrow('sabotaged');
    expect([getBackend(), memory().numTensors]).toEqual(before);
  });
});
