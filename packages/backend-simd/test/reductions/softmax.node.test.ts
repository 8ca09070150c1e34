import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectAsOnCpu } from '../support/as-on-cpu.ts';
import { configurations, onConfiguration } from '../support/configurations.ts';
import { floats, noise } from '../support/plain-tensor.ts';

const shapes = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 67 })),
  fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1000, max: 3000 })),
  fc.tuple(fc.integer({ min: 3000, max: 20_000 }), fc.integer({ min: 1, max: 3 })),
);

/** As the engine computes it, and as elsewhere it is composed. */
function logSoftmax(logits: tf.Tensor): tf.Tensor {
  return tf.getBackend() === 'simd'
    ? (tf.engine().runKernel('LogSoftmax', { logits }, { axis: -1 }) as tf.Tensor)
    : tf.logSoftmax(logits);
}

const softmax = (logits: tf.Tensor) => tf.softmax(logits);

describe.each(configurations)('$name', (configuration) => {
  onConfiguration(configuration);

  test('softmax', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.integer({ min: 0, max: 40 }), fc.nat(), async (shape, deviation, seed) => {
        const ran = await expectAsOnCpu([noise(shape, seed, deviation)], softmax, { relative: 5e-7, absolute: 1e-44 });
        expect(ran).toEqual(['softmax']);
      }),
      { numRuns: 12 },
    );
  });

  test('its logarithm', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.integer({ min: 0, max: 40 }), fc.nat(), async (shape, deviation, seed) => {
        const ran = await expectAsOnCpu([noise(shape, seed, deviation)], logSoftmax, {
          relative: 5e-7,
          // Near 0 it is the logarithm of a sum near 1, which both have rounded to a multiple of 1.2e-7, as they have its terms.
          absolute: 4e-7,
        });
        expect(ran).toEqual(['logSoftmax']);
      }),
      { numRuns: 12 },
    );
  });

  test.each([softmax, logSoftmax])('logits that are large or not finite', async (operation) => {
    const rows = [
      [1e30, -1e30, 0, 5, 5, 5],
      [3.4e38, 3.4e38, -3.4e38, 0, 0, 0],
      [Infinity, 0, 0, 1, 2, 3],
      [-Infinity, 0, 0, 1, 2, 3],
      [-Infinity, -Infinity, -Infinity, -Infinity, -Infinity, -Infinity],
      [0, 1, NaN, 2, 3, 4],
      [1, 2, 3, 4, 5, NaN],
    ];
    for (const length of [2, 3, 4, 6]) {
      const values = rows.flatMap((row) => row.slice(0, length));
      await expectAsOnCpu([floats([rows.length, length], values)], operation, { relative: 5e-7, absolute: 2e-7 });
    }
  });

  test('any rank; float32 alone', async () => {
    await expectAsOnCpu([noise([7], 1)], softmax, { relative: 5e-7 });
    await expectAsOnCpu([noise([2, 3, 5, 4], 1)], softmax, { relative: 5e-7 });
    const counts = tf.zeros([2, 3], 'int32');
    expect(() => tf.engine().runKernel('LogSoftmax', { logits: counts }, { axis: 1 })).toThrow(
      new RangeError('LogSoftmax: logits must be float32, not empty, and axis their last, got int32 [2,3] and 1'),
    );
    counts.dispose();
  });
});
