import { dispose, grads, ones, type Rank, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import { dropout } from '@unet/model';
import { createRandom } from '@unet/tensor';
import { expectNoLeak } from '@unet-internal/testing';
import { expect, test } from 'vitest';
import { expectGradients } from './reference/expect-gradients.ts';
import { type PlainArray, plainNoise } from './reference/plain-array.ts';

test.each([0, 0.25, 0.5])('rate %f', async (rate) => {
  const random = createRandom('mask');
  const mask = Float64Array.from({ length: 2 * 3 * 4 * 5 }, () => (random.uniform() < rate ? 0 : 1 / (1 - rate)));
  await expectGradients({
    // A fresh stream each time, so that every call draws the same mask.
    operation: (...[x]: Tensor[]) => dropout(x as Tensor4D, { rate, random: createRandom('mask') }),
    reference: (...[x]: PlainArray[]) => ({
      shape: x!.shape,
      data: x!.data.map((value, index) => value * mask[index]!),
    }),
    inputs: [plainNoise('x', [2, 3, 4, 5])],
  });
});

test('drops about as many as the rate says, and the mean stays', async () => {
  const x = ones<Rank.R4>([1, 100, 100, 4]);
  const y = dropout(x, { rate: 0.3, random: createRandom(1) });
  const values = Array.from(await y.data());
  const dropped = values.filter((value) => value === 0).length / values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  // 40,000 draws: the standard error of the share is 0.0023, that of the mean 0.0033.
  expect(Math.abs(dropped - 0.3)).toBeLessThan(0.01);
  expect(Math.abs(mean - 1)).toBeLessThan(0.015);
  dispose([x, y]);
});

test('the gradient uses the mask of the forward pass', async () => {
  const x = ones<Rank.R4>([1, 4, 4, 4]);
  let value: Float32Array | undefined;
  const random = createRandom(2);
  const [gradient] = grads((...[input]: Tensor[]) => {
    const y = dropout(input as Tensor4D, { rate: 0.5, random });
    value = y.dataSync() as Float32Array;
    return y;
  })([x]);
  expect(Array.from(await gradient!.data())).toEqual(Array.from(value!));
  dispose([x, gradient!]);
});

test.each([-0.1, 1, Number.NaN])('rate %f is refused', async (rate) => {
  await expectNoLeak(() => {
    const x = ones<Rank.R4>([1, 1, 1, 1]);
    expect(() => dropout(x, { rate, random: createRandom(0) })).toThrow(
      new RangeError(`dropout: rate must be in [0, 1), got ${rate}`),
    );
    return [x];
  });
});

test('options that are unknown or missing are refused', async () => {
  await expectNoLeak(() => {
    const x = ones<Rank.R4>([1, 1, 1, 1]);
    const random = createRandom(0);
    expect(() => dropout(x, { rate: 0.5, random, seed: 1 } as { rate: number; random: typeof random })).toThrow(
      new TypeError('dropout: options.seed is not an option, only rate, random'),
    );
    expect(() => dropout(x, { rate: 0.5 } as { rate: number; random: typeof random })).toThrow(
      new TypeError('dropout: random must be a Random made by createRandom, got undefined'),
    );
    return [x];
  });
});
