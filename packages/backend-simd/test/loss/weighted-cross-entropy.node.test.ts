import { engine, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { expectAllClose } from '@unet-internal/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { configurations, onConfiguration } from '../support/configurations.ts';
import { floats, integers, noise, toTensor } from '../support/plain-tensor.ts';

const losses = fc.record({
  pixels: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(1023, 5000)),
  classes: fc.integer({ min: 1, max: 9 }),
  seed: fc.nat(1e6),
});

function run(kernel: string, inputs: Record<string, Tensor>): Tensor {
  return engine().runKernel(kernel, inputs) as Tensor;
}

/** Loss and gradient by their definitions, in double precision. */
function reference(logits: Float32Array, label: Int32Array, weight: Float32Array, classes: number, dy: number) {
  const gradient = new Float64Array(logits.length);
  let loss = 0;
  for (const [pixel, truth] of label.entries()) {
    const own = Array.from(logits.subarray(pixel * classes, (pixel + 1) * classes));
    const largest = Math.max(...own);
    const total = own.reduce((sum, logit) => sum + Math.exp(logit - largest), 0);
    loss += weight[pixel]! * (Math.log(total) + largest - own[truth]!);
    for (const [channel, logit] of own.entries()) {
      const error = Math.exp(logit - largest) / total - (channel === truth ? 1 : 0);
      gradient[pixel * classes + channel] = (error * weight[pixel]! * dy) / label.length;
    }
  }
  return { loss: loss / label.length, gradient };
}

describe.each(configurations)('weighted cross entropy, $name', (configuration) => {
  onConfiguration(configuration);

  test('loss and gradient', () => {
    fc.assert(
      fc.property(losses, ({ pixels, classes, seed }) => {
        const logits = noise([pixels, classes], seed, 5);
        const label = integers([pixels], seed, 0, classes - 1);
        const weight = floats([pixels], noise([pixels], seed + 1).values.map(Math.abs));
        tidy(() => {
          const inputs = { logits: toTensor(logits), label: toTensor(label), weight: toTensor(weight) };
          const dy = toTensor(floats([], [1.5]));
          const expected = reference(
            logits.values as Float32Array,
            label.values as Int32Array,
            weight.values as Float32Array,
            classes,
            1.5,
          );
          const loss = run('WeightedCrossEntropy', inputs);
          expect(loss.shape).toEqual([]);
          expectAllClose(loss.dataSync(), [expected.loss], { absolute: 1e-6, relative: 2e-6 });
          const gradient = run('WeightedCrossEntropyGrad', { dy, ...inputs });
          expect(gradient.shape).toEqual([pixels, classes]);
          expectAllClose(gradient.dataSync(), expected.gradient, { absolute: 2e-6 / pixels, relative: 2e-6 });
        });
      }),
      { numRuns: 60, seed: 31 },
    );
  });

  test('labels of another type are refused', () => {
    tidy(() => {
      const [logits, weight] = [toTensor(noise([4, 2], 1)), toTensor(noise([4], 2))];
      expect(() => run('WeightedCrossEntropy', { logits, label: weight, weight })).toThrow(
        new TypeError('WeightedCrossEntropy: label must be int32, got float32'),
      );
    });
  });
});
