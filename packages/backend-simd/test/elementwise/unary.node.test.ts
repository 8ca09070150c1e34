import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectAsOnCpu } from '../support/as-on-cpu.ts';
import { configurations, onConfiguration } from '../support/configurations.ts';
import { floats, integers, noise, roughNoise } from '../support/plain-tensor.ts';

type Operation = (x: tf.Tensor) => tf.Tensor;

const exact: [string, Operation, string][] = [
  ['abs', tf.abs, 'absolute'],
  ['neg', tf.neg, 'negate'],
  ['reciprocal', tf.reciprocal, 'reciprocal'],
  ['square', tf.square, 'square'],
  ['sqrt', tf.sqrt, 'squareRoot'],
  ['floor', tf.floor, 'floor'],
  ['ceil', tf.ceil, 'ceiling'],
  ['relu', tf.relu, 'rectify'],
  ['relu6', tf.relu6, 'rectifyTo'],
  ['leakyRelu by a power of two', (x) => tf.leakyRelu(x, 0.25), 'rectifyLeaky'],
  ['clipByValue', (x) => tf.clipByValue(x, -0.3, 0.7), 'clip'],
  ['step', (x) => tf.step(x), 'step'],
  ['step of another slope', (x) => tf.step(x, 0.1), 'step'],
];

/** With the largest relative and absolute error; denormal results are off by half of the smallest step or so. */
const approximate: [string, Operation, string, number, number?][] = [
  ['exp', tf.exp, 'exponential', 2 ** -23],
  ['log', tf.log, 'logarithm', 2 ** -22],
  ['sigmoid', tf.sigmoid, 'sigmoid', 2 ** -22],
  ['tanh', tf.tanh, 'hyperbolicTangent', 2 ** -21.5],
  // cpu subtracts 1 in double precision.
  ['elu', tf.elu, 'exponentialLinear', 2 ** -22, 2 ** -53],
  ['rsqrt', tf.rsqrt, 'reciprocalSquareRoot', 2 ** -22],
  ['leakyRelu', (x) => tf.leakyRelu(x, 0.2), 'rectifyLeaky', 2 ** -23],
];

const sizes = fc.oneof(fc.nat(70), fc.integer({ min: 16_000, max: 40_000 }));

/** All that a float can be: every 65,537th bit pattern, and the neighbourhoods of where the functions change their ways. */
const everyKind = (): ReturnType<typeof floats> => {
  const patterns = Uint32Array.from({ length: 65_536 }, (_, index) => (index * 65_537) >>> 0);
  const around = [0, 1, -1, 0.5, Math.SQRT1_2, Math.SQRT2, 9.01, 20, -30, -87.33, -103.97, 88.72, 89, -105, 1.2e-38];
  const near = around.flatMap((centre) => Array.from({ length: 41 }, (_, index) => centre * (1 + (index - 20) * 1e-5)));
  const small = Array.from({ length: 2000 }, (_, index) => (index - 1000) / 100);
  return floats([65_536 + near.length + small.length], [...new Float32Array(patterns.buffer), ...near, ...small]);
};

describe.each(configurations)('$name', (configuration) => {
  onConfiguration(configuration);

  test.each(exact)('%s', async (_, operation, kernel) => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), async (size, seed) => {
        const ran = await expectAsOnCpu([roughNoise([size], seed)], operation);
        expect(ran).toEqual(size === 0 ? [] : [kernel]);
      }),
      { numRuns: 10 },
    );
    await expectAsOnCpu([everyKind()], operation);
  });

  test.each(approximate)('%s to its error bound', async (_, operation, kernel, relative, absolute = 2e-45) => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), async (size, seed) => {
        const ran = await expectAsOnCpu([noise([size], seed)], operation, { relative, absolute });
        expect(ran).toEqual(size === 0 ? [] : [kernel]);
      }),
      { numRuns: 10 },
    );
    await expectAsOnCpu([everyKind()], operation, { relative, absolute });
  });

  test('a value does not depend on its place', () => {
    const size = 37;
    for (const [, operation] of approximate) {
      tf.tidy(() => {
        const values = operation(tf.fill([size], 0.7231)).dataSync();
        expect(values).toEqual(new Float32Array(size).fill(values[0]!));
      });
    }
  });

  test('other types are as on cpu', async () => {
    for (const [, operation] of exact.slice(0, 2)) await expectAsOnCpu([integers([7], 1)], operation);
    await expectAsOnCpu([integers([7], 1)], tf.relu as Operation);
    await expectAsOnCpu([integers([7], 1)], (x: tf.Tensor) => tf.clipByValue(x, -2, 3));
  });
});
