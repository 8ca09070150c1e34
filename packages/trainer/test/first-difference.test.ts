import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstDifference } from '../src/checkpoints/first-difference.ts';

test.each([
  [
    { a: 1, b: 2 },
    { b: 2, a: 1 },
  ],
  [{ a: undefined }, {}],
  [{ a: [1, { b: null }] }, { a: [1, { b: null }] }],
  [Number.NaN, Number.NaN],
  [-0, 0],
])('%o and %o are equal', (left, right) => {
  expect(firstDifference(left, right)).toBeUndefined();
});

test.each([
  [1, 2, { path: '', left: 1, right: 2 }],
  [
    { a: 1, b: { c: 1 } },
    { a: 1, b: { c: '1' } },
    { path: 'b.c', left: 1, right: '1' },
  ],
  [{ a: 1 }, { a: 1, b: 2 }, { path: 'b', left: undefined, right: 2 }],
  [{ a: 1, b: 2 }, { a: 1 }, { path: 'b', left: 2, right: undefined }],
  [{ a: [1, 2] }, { a: [1, 3] }, { path: 'a.1', left: 2, right: 3 }],
  [[1], [1, 2], { path: '1', left: undefined, right: 2 }],
  [{ a: null }, { a: {} }, { path: 'a', left: null, right: {} }],
  [{ a: [] }, { a: {} }, { path: 'a', left: [], right: {} }],
  [
    { x: 1, y: 1 },
    { x: 2, y: 2 },
    { path: 'x', left: 1, right: 2 },
  ],
])('%o and %o differ', (left, right, difference) => {
  expect(firstDifference(left, right)).toEqual(difference);
});

test('no JSON value differs from itself read back', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(firstDifference(JSON.parse(JSON.stringify(value)), value)).toBeUndefined();
    }),
  );
});
