import {
  dispose,
  grads,
  type Tensor,
  type Tensor3D,
  type Tensor4D,
  tensor3d,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core';
import { weightedCrossEntropy } from '@unet/model';
import { createRandom } from '@unet/tensor';
import { expectAllClose, expectNoLeak } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { expectGradients } from './reference/expect-gradients.ts';
import { plainNoise } from './reference/plain-array.ts';
import { plainCrossEntropy } from './reference/plain-operations.ts';

describe.each([
  { batch: 2, height: 3, width: 5, classes: 2 },
  { batch: 1, height: 4, width: 2, classes: 5 },
])('$batch x $height x $width x $classes', ({ batch, height, width, classes }) => {
  const pixels = batch * height * width;
  const random = createRandom('label');
  const labels = Array.from({ length: pixels }, () => random.integer(classes));
  const weights = Array.from({ length: pixels }, () => Math.fround(random.uniform(0, 12)));

  test.each([1, 10])('logits up to %i', async (scale) => {
    const label = tensor3d(labels, [batch, height, width], 'int32');
    const weight = tensor3d(weights, [batch, height, width]);
    const { shape, data } = plainNoise('logits', [batch, height, width, classes]);
    await expectGradients({
      operation: (...[logits]: Tensor[]) => weightedCrossEntropy(logits as Tensor4D, label, weight),
      reference: (logits) => plainCrossEntropy(logits!, labels, weights),
      inputs: [{ shape, data: data.map((value) => Math.fround(value * scale)) }],
    });
    dispose([label, weight]);
  });
});

test('logits of +-1e4 give finite losses and gradients', async () => {
  const logits = tensor4d([1e4, -1e4, 1e4, -1e4, -1e4, 1e4, 1e4, 1e4], [1, 2, 2, 2]);
  const label = tensor3d([0, 1, 0, 1], [1, 2, 2], 'int32');
  const weight = tensor3d([1, 2, 3, 4], [1, 2, 2]);
  const operation = (...[x]: Tensor[]) => weightedCrossEntropy(x as Tensor4D, label, weight);
  const loss = operation(logits);
  const [gradient] = grads(operation)([logits]);
  // Right and certain; wrong by 2e4, twice; undecided.
  expectAllClose(await loss.data(), [(0 + 2 * 2e4 + 3 * 2e4 + 4 * Math.log(2)) / 4], { relative: 1e-6 });
  expectAllClose(await gradient!.data(), [0, 0, 0.5, -0.5, -0.75, 0.75, 0.5, -0.5], { absolute: 1e-6 });
  dispose([logits, label, weight, loss, gradient!]);
});

test('a pixel of weight 0 does not count', async () => {
  const label = tensor3d([1, 0], [1, 1, 2], 'int32');
  const weight = tensor3d([0, 1], [1, 1, 2]);
  const logits = tensor4d([3, -7, 0, 0], [1, 1, 2, 2]);
  const operation = (...[x]: Tensor[]) => weightedCrossEntropy(x as Tensor4D, label, weight);
  const loss = operation(logits);
  const [gradient] = grads(operation)([logits]);
  expectAllClose(await loss.data(), [Math.log(2) / 2], { relative: 1e-5 });
  expectAllClose(await gradient!.data(), [0, 0, -0.25, 0.25], { absolute: 1e-6 });
  dispose([logits, label, weight, loss, gradient!]);
});

test('label and weight of another size or type are refused', async () => {
  await expectNoLeak(() =>
    tidy(() => {
      const logits = tensor4d(new Array(8).fill(0), [1, 2, 2, 2]);
      const label = tensor3d([0, 0, 0, 0], [1, 2, 2], 'int32');
      const weight = tensor3d([1, 1, 1, 1], [1, 2, 2]);
      const longLabel: Tensor3D = tensor3d([0, 0, 0, 0], [1, 1, 4], 'int32');
      const longWeight: Tensor3D = tensor3d([1, 1, 1, 1], [1, 1, 4]);
      expect(() => weightedCrossEntropy(logits, longLabel, weight)).toThrow(
        new RangeError('weightedCrossEntropy: label must have shape [1,2,2], got [1,1,4]'),
      );
      expect(() => weightedCrossEntropy(logits, label, longWeight)).toThrow(
        new RangeError('weightedCrossEntropy: weight must have shape [1,2,2], got [1,1,4]'),
      );
      expect(() => weightedCrossEntropy(logits, weight, weight)).toThrow(
        new TypeError('weightedCrossEntropy: label must be int32, got float32'),
      );
      expect(() => weightedCrossEntropy(logits, label, label)).toThrow(
        new TypeError('weightedCrossEntropy: weight must be float32, got int32'),
      );
    }),
  );
});
