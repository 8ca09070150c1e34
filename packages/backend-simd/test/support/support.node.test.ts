import { add, backend, getBackend, reshape, type Tensor, tensor1d } from '@tensorflow/tfjs-core';
import type { SimdBackend } from '@unet/backend-simd';
import { describe, expect, test, vi } from 'vitest';
import { expectAsOnCpu } from './as-on-cpu.ts';
import { configurations, onConfiguration, startSimd, stopSimd } from './configurations.ts';
import { floats, noise, roughNoise, toTensor } from './plain-tensor.ts';

const sum = (a: Tensor, b: Tensor) => add(a, b);

describe.each(configurations)('$name', (configuration) => {
  onConfiguration(configuration);

  test.each([0, 1, 3, 15, 17, 65537])('%d sums are as on cpu', async (size) => {
    const ran = await expectAsOnCpu([noise([size], 'a'), roughNoise([size], 'b')], sum);
    expect(ran).toEqual(size === 0 ? [] : ['add']);
  });

  test('knows when the cpu backend computed', async () => {
    expect(await expectAsOnCpu([noise([3, 2], 1)], (a: Tensor) => reshape(a, [6]))).toEqual([]);
  });

  const onSimd = <Value>(there: Value, elsewhere: Value) => (getBackend() === 'simd' ? there : elsewhere);

  test.each([
    ['a value', () => toTensor(floats([2], onSimd([1, 2], [1, 3]))), 'value 1 is 2, expected 3'],
    ['the sign of a zero', () => toTensor(floats([1], onSimd([-0], [0]))), 'value 0 is -0, expected 0'],
    ['NaN', () => toTensor(floats([1], onSimd([Number.NaN], [0]))), 'value 0 is NaN, expected 0'],
    ['a shape', () => toTensor(noise(onSimd([2, 3], [3, 2]), 1)), 'to deeply equal'],
    ['a type', () => tensor1d([1], onSimd('int32', 'float32')), 'to deeply equal'],
  ])('sees a difference in %s', async (_, operation, message) => {
    await expect(expectAsOnCpu([], operation)).rejects.toThrow(message);
    expect(getBackend()).toBe('simd');
  });

  test('sees what is left behind and what an input has become', async () => {
    const leak = () => {
      (backend() as SimdBackend).makeOutputInfo([3], 'float32');
      return toTensor(noise([3], 1));
    };
    await expect(expectAsOnCpu([], leak)).rejects.toThrow('bytes held after the operation');
    const spoil = (a: Tensor) => {
      a.dispose();
      return toTensor(noise([3], 1));
    };
    await expect(expectAsOnCpu([noise([3], 1)], spoil)).rejects.toThrow('disposed');
  });

  test('a tolerance is a tolerance, and infinities are themselves', async () => {
    const operation = () => toTensor(floats([3], onSimd([1.001, Infinity, NaN], [1, Infinity, NaN])));
    await expectAsOnCpu([], operation, { absolute: 0.01 });
    await expect(expectAsOnCpu([], operation, { absolute: 1e-4 })).rejects.toThrow('1 of 3 values differ');
  });
});

test('refuses to run on something else than it says', async () => {
  vi.stubGlobal('crossOriginIsolated', false);
  await expect(startSimd({ threads: 2 })).rejects.toThrow('1 threads, not 2');
  vi.unstubAllGlobals();
  stopSimd();
});
