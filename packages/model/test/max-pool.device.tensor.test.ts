import { dispose, grads, type Rank, type Tensor, type Tensor4D, tensor4d, zeros } from '@tensorflow/tfjs-core';
import { maxPool } from '@unet/model';
import { expectNoLeak } from '@unet-internal/testing';
import { expect, test } from 'vitest';
import { expectGradients } from './reference/expect-gradients.ts';
import { plainNoise } from './reference/plain-array.ts';
import { plainMaxPool } from './reference/plain-operations.ts';

const pool = (...[x]: Tensor[]) => maxPool(x as Tensor4D);
const reference = (...[x]: ReturnType<typeof plainNoise>[]) => plainMaxPool(x!);

test.each([
  [2, 4, 6, 3],
  [1, 2, 4, 1],
  [2, 6, 2, 5],
])('%i x %i x %i x %i', async (...shape) => {
  await expectGradients({ operation: pool, reference, inputs: [plainNoise('x', shape)] });
});

test('windows of negative values alone pass the gradient on as well', async () => {
  const { shape, data } = plainNoise('x', [2, 4, 6, 3]);
  await expectGradients({ operation: pool, reference, inputs: [{ shape, data: data.map((value) => value - 2) }] });
});

test('by hand: the gradient goes to the largest pixel', async () => {
  const x = tensor4d([1, 5, -1, -2, 2, 3, -4, -3], [1, 2, 4, 1]);
  const dy = tensor4d([10, 20], [1, 1, 2, 1]);
  const [gradient] = grads(pool)([x], dy);
  expect(Array.from(await gradient!.data())).toEqual([0, 10, 20, 0, 0, 0, 0, 0]);
  dispose([x, dy, gradient!]);
});

test.each([
  { what: 'positive', value: 3 },
  { what: 'zero', value: 0 },
  { what: 'negative', value: -3 },
])('of four equal $what values exactly one gets the whole gradient', async ({ value }) => {
  const x = tensor4d(new Array(2 * 2 * 4 * 3).fill(value), [2, 2, 4, 3]);
  const dy = tensor4d(
    Array.from({ length: 2 * 2 * 3 }, (_, index) => index + 1),
    [2, 1, 2, 3],
  );
  const [gradient] = grads(pool)([x], dy);
  const values = await gradient!.array();
  for (let item = 0; item < 2; item++) {
    for (let column = 0; column < 2; column++) {
      for (let channel = 0; channel < 3; channel++) {
        const window = [0, 1, 2, 3].map(
          (place) => (values as number[][][][])[item]![place >> 1]![2 * column + (place & 1)]![channel]!,
        );
        const expected = (item * 2 + column) * 3 + channel + 1;
        expect(window.filter((entry) => entry !== 0)).toEqual([expected]);
      }
    }
  }
  dispose([x, dy, gradient!]);
});

test('odd sides are refused', async () => {
  await expectNoLeak(() => {
    const x = zeros<Rank.R4>([1, 4, 3, 1]);
    expect(() => maxPool(x)).toThrow(new RangeError('maxPool: height and width must be even, got 4 x 3'));
    return [x];
  });
});
