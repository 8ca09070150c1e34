import * as tf from '@tensorflow/tfjs-core';
import type { Tolerance } from '@unet-internal/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectAsOnCpu } from '../support/as-on-cpu.ts';
import { configurations, onConfiguration } from '../support/configurations.ts';
import { booleans, floats, integers, noise, type PlainTensor, roughNoise, toTensor } from '../support/plain-tensor.ts';

type Operation = (...inputs: tf.Tensor[]) => tf.Tensor;

const sizes = fc.oneof(fc.nat(70), fc.integer({ min: 16_000, max: 40_000 }));

/** Of any size, also above the one from which threads share the work. */
async function ofAnySize(
  inputs: (size: number, seed: number) => PlainTensor[],
  operation: (...inputs: tf.Tensor[]) => tf.Tensor | tf.Tensor[],
  kernel: string,
  tolerance?: Tolerance,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(sizes, fc.nat(), async (size, seed) => {
      const ran = await expectAsOnCpu(inputs(size, seed), operation, tolerance);
      expect(ran).toEqual(size === 0 ? [] : [kernel]);
    }),
    { numRuns: 8 },
  );
}

const to = (dtype: 'float32' | 'int32' | 'bool') => (x: tf.Tensor) => tf.cast(x, dtype);

/** ReluGrad as the engine computes it, and what it replaces elsewhere. */
function reluGradient(dy: tf.Tensor, y: tf.Tensor): tf.Tensor {
  return tf.getBackend() === 'simd'
    ? (tf.engine().runKernel('ReluGrad', { dy, y }) as tf.Tensor)
    : tf.tidy(() => tf.mul(dy, tf.step(y)));
}

describe.each(configurations)('$name', (configuration) => {
  onConfiguration(configuration);

  test('changes of type', async () => {
    await ofAnySize((size, seed) => [integers([size], seed, -(2 ** 24), 2 ** 24)], to('float32'), 'integersToFloats');
    await ofAnySize((size, seed) => [booleans([size], seed)], to('float32'), 'bytesToFloats');
    await ofAnySize((size, seed) => [booleans([size], seed)], to('int32'), 'bytesToIntegers');
    await ofAnySize((size, seed) => [roughNoise([size], seed)], to('int32'), 'floatsToIntegers');
    await ofAnySize((size, seed) => [noise([size], seed, 1e9)], to('int32'), 'floatsToIntegers');
    await ofAnySize((size, seed) => [roughNoise([size], seed)], to('bool'), 'floatsToBytes');
    await expectAsOnCpu([integers([9], 1, -1, 1)], to('bool'));
    const limits = [2147483520, 2147483648, -2147483648, -2147483904, 1e15, -1e15, 9.3e18, -9.3e18, 1e30, -1e30];
    await expectAsOnCpu([floats([10], limits)], to('int32'));
  });

  test('floats made of whole numbers are floats to every kernel, not whole numbers under another name', () => {
    tf.tidy(() => {
      const half = tf.mul(tf.cast(toTensor(integers([5], 1, 3, 3)), 'float32'), 0.5);
      expect([...half.dataSync()]).toEqual([1.5, 1.5, 1.5, 1.5, 1.5]);
      const large = tf.cast(tf.tensor1d([2 ** 24 + 1, 2 ** 31 - 1, -(2 ** 31)], 'int32'), 'float32');
      expect([...large.dataSync()]).toEqual([2 ** 24, 2 ** 31, -(2 ** 31)]);
    });
  });

  test('filled tensors', async () => {
    for (const size of [0, 1, 15, 16, 63, 70_001]) {
      const ran = size === 0 ? [] : ['fillWords'];
      expect(await expectAsOnCpu([], () => tf.fill([size], -2.7))).toEqual(ran);
      expect(await expectAsOnCpu([], () => tf.fill([size], -27, 'int32'))).toEqual(ran);
      expect(await expectAsOnCpu([noise([size], 1)], tf.onesLike)).toEqual(ran);
      expect(await expectAsOnCpu([integers([size], 1)], tf.onesLike)).toEqual(ran);
      expect(await expectAsOnCpu([noise([size], 1)], tf.zerosLike)).toEqual(ran);
      await expectAsOnCpu([booleans([size], 1)], tf.onesLike);
    }
  });

  test('a choice by condition', async () => {
    const where = (condition: tf.Tensor, t: tf.Tensor, e: tf.Tensor) => tf.where(condition, t, e);
    await ofAnySize(
      (size, seed) => [booleans([size], seed), roughNoise([size], seed + 1), noise([size], seed + 2)],
      where,
      'select',
    );
    expect(await expectAsOnCpu([booleans([3, 5], 1), integers([3, 5], 2), integers([3, 5], 3)], where)).toEqual([
      'select',
    ]);
    await expectAsOnCpu([booleans([3, 5], 1), booleans([3, 5], 2), booleans([3, 5], 3)], where);
  });

  test('logic', async () => {
    /** True is not always 1. */
    const flags = (size: number, seed: number): PlainTensor => ({
      shape: [size],
      dtype: 'bool',
      values: Uint8Array.from(integers([size], seed, 0, 3).values, (value) => value % 3),
    });
    const two = (size: number, seed: number) => [flags(size, seed), flags(size, seed + 1)];
    await ofAnySize(two, tf.logicalAnd as Operation, 'logicalAnd');
    await ofAnySize(two, tf.logicalOr as Operation, 'logicalOr');
    await ofAnySize((size, seed) => [flags(size, seed)], tf.logicalNot as Operation, 'logicalNot');
    expect(await expectAsOnCpu(two(66_001, 1), tf.logicalAnd as Operation)).toEqual(['logicalAnd']);
    await expectAsOnCpu([booleans([5, 3], 1), booleans([3], 2)], tf.logicalOr as Operation);
  });

  test('sums of many', async () => {
    const many = (...terms: tf.Tensor[]) => tf.addN(terms);
    // cpu begins with 0, so that its sum of negative zeros is 0.
    await ofAnySize((size, seed) => [0, 1, 2, 3].map((which) => roughNoise([size], seed + which)), many, 'add', {
      absolute: 0,
    });
    await expectAsOnCpu([noise([5], 1)], many);
    await expectAsOnCpu([integers([5], 1), integers([5], 2)], many);
  });

  test('the gradient of a rectifier is dy * step(y), also where something is not finite', async () => {
    await ofAnySize(
      (size, seed) => [roughNoise([size], seed), roughNoise([size], seed + 1)],
      reluGradient,
      'reluGradient',
    );
    const [dy, y] = [tf.zeros([2, 3]), tf.zeros([3, 2])];
    expect(() => reluGradient(dy, y)).toThrow(
      new RangeError('ReluGrad: dy and y must be float32 of one shape, got float32 [2,3] and float32 [3,2]'),
    );
    tf.dispose([dy, y]);
  });

  test('the gradient of an exponential linear unit', async () => {
    const gradient = (dy: tf.Tensor, y: tf.Tensor) => tf.engine().runKernel('EluGrad', { dy, y }) as tf.Tensor;
    for (const size of [0, 1, 67, 40_003]) {
      // Two roundings more than in double precision.
      const ran = await expectAsOnCpu([noise([size], 1), noise([size], 2)], gradient, { relative: 2 ** -22 });
      expect(ran).toEqual(size === 0 ? [] : ['eluGradient']);
    }
    await expectAsOnCpu([roughNoise([999], 1), roughNoise([999], 2)], gradient, {
      relative: 2 ** -22,
      absolute: 1e-45,
    });
  });
});
