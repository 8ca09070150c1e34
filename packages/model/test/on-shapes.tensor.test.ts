import { getBackend, grad, memory, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import { completeConfig, maxPool } from '@unet/model';
import { expectAllClose, expectNoLeak } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { onShapes } from '../src/memory/on-shapes.ts';
import { trainingStepOf } from '../src/memory/work-on-shapes.ts';
import { plainNoise, toTensor } from './reference/plain-array.ts';

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
