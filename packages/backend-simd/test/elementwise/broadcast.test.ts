import { expect, test } from 'vitest';
import { broadcast } from '../../src/kernels/elementwise/broadcast.ts';

test('runs of both operands become one axis', () => {
  const none = { length: 1, a: 0, b: 0 };
  expect(broadcast([2, 3, 4], [4])).toEqual({
    shape: [2, 3, 4],
    axes: [none, none, { length: 6, a: 4, b: 0 }, { length: 4, a: 1, b: 1 }],
  });
});

test('a result that a kernel could not count in 32 bits with a sign is left to cpu', () => {
  expect(broadcast([2 ** 15, 1], [1, 2 ** 16 - 2])).toBeDefined();
  expect(broadcast([2 ** 15, 1], [1, 2 ** 16 - 1])).toBeUndefined();
  expect(broadcast([2 ** 15, 1], [1, 2 ** 16])).toBeUndefined();
  expect(broadcast([2 ** 16, 1], [1, 2 ** 16 + 5])).toBeUndefined();
});
