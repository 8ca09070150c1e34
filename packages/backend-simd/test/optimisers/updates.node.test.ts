import * as tf from '@tensorflow/tfjs-core';
import { adam, type Optimizer, sgd } from '@unet/trainer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectAsOnCpu } from '../support/as-on-cpu.ts';
import { configurations, onConfiguration } from '../support/configurations.ts';
import { noise, type PlainTensor, roughNoise } from '../support/plain-tensor.ts';

const sizes = fc.oneof(fc.nat(70), fc.integer({ min: 16_000, max: 40_000 }));

/** One step of an optimiser, which on `cpu` is made of many operations; slots in the order of `slots`, then the new ones. */
const updateBy =
  (optimizer: Optimizer, slots: readonly string[], learningRate: number, step: number) =>
  (parameter: tf.Tensor, gradient: tf.Tensor, ...values: tf.Tensor[]) => {
    const state = Object.fromEntries(slots.map((slot, index) => [`${slot}/weights`, values[index]!]));
    const { parameters, state: next } = tf.tidy(() => {
      const output = optimizer.update({
        parameters: { weights: parameter },
        gradients: { weights: gradient },
        state,
        learningRate,
        step,
      });
      return { parameters: output.parameters as tf.NamedTensorMap, state: output.state as tf.NamedTensorMap };
    });
    return [parameters.weights!, ...slots.map((slot) => next[`${slot}/weights`]!)];
  };

/** No value below 0, as a mean of squares is. */
const absolute = ({ shape, values }: PlainTensor): PlainTensor => ({
  shape,
  dtype: 'float32',
  values: Float32Array.from(values, Math.abs),
});

describe.each(configurations)('$name', (configuration) => {
  onConfiguration(configuration);

  test.each([
    ['a usual momentum', sgd(), 1e-3],
    ['none', sgd({ momentum: 0 }), 0.1],
  ])('gradient descent, %s', async (_, optimizer, learningRate) => {
    const update = updateBy(optimizer, ['velocity'], learningRate, 3);
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), async (size, seed) => {
        const inputs = [noise([size], seed), roughNoise([size], seed + 1), noise([size], seed + 2)];
        // To the last bit, as each operation of cpu rounds once.
        expect(await expectAsOnCpu(inputs, update)).toEqual(size === 0 ? [] : ['sgdMomentum']);
      }),
      { numRuns: 10 },
    );
  });

  test.each([
    ['its first step', adam(), 0],
    ['a late step', adam({ beta1: 0.5, beta2: 0.9, epsilon: 1e-3 }), 1234],
  ])('Adam, %s', async (_, optimizer, step) => {
    const update = updateBy(optimizer, ['mean', 'square'], 1e-3, step);
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), async (size, seed) => {
        const inputs = [0, 1, 2].map((which) => noise([size], seed + which));
        inputs.push(absolute(noise([size], seed + 3)));
        expect(await expectAsOnCpu(inputs, update)).toEqual(size === 0 ? [] : ['adam']);
      }),
      { numRuns: 10 },
    );
    await expectAsOnCpu(
      [0, 1, 2, 3].map((which) => roughNoise([999], which)),
      update,
    );
  });

  test('what does not fit together is refused', () => {
    const [a, b, count] = [tf.zeros([2, 3]), tf.zeros([3, 2]), tf.zeros([2, 3], 'int32')];
    const run = (name: string, inputs: tf.NamedTensorMap) => () => tf.engine().runKernel(name, inputs, {});
    expect(run('SgdMomentumUpdate', { variable: a, accumulation: a, gradient: b })).toThrow(
      new RangeError('SgdMomentumUpdate: gradient must be float32 [2,3], got float32 [3,2]'),
    );
    expect(run('AdamUpdate', { variable: a, mean: count, square: a, gradient: a })).toThrow(
      new RangeError('AdamUpdate: mean must be float32 [2,3], got int32 [2,3]'),
    );
    tf.dispose([a, b, count]);
  });
});
