import { describe as describeValue } from '@unet/tensor/internal';
import { expect, test } from 'vitest';

test.each([
  [undefined, 'undefined'],
  [null, 'null'],
  [5, '5'],
  [-0, '-0'],
  [Number.NaN, 'NaN'],
  [7n, '7'],
  [true, 'true'],
  [Symbol('s'), 'Symbol(s)'],
  ['abc', '"abc"'],
  ['a "quoted"\nline', '"a \\"quoted\\"\\nline"'],
  ['x'.repeat(60), `"${'x'.repeat(60)}"`],
  ['x'.repeat(61), `"${'x'.repeat(57)}..."`],
  [[1, 2], 'Array(2)'],
  [new Float32Array(6), 'Float32Array(6)'],
  [{}, '{}'],
  [Object.create(null), '{}'],
  [{ height: 1, width: 2 }, '{ height, width }'],
  [{ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 }, '{ a, b, c, d, e, f }'],
  [{ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7 }, '{ a, b, c, d, e, f, ... }'],
  [{ ['n'.repeat(80)]: 1 }, `{ ${'n'.repeat(55)}...`],
  [new Map(), 'Map'],
  [() => 1, 'function'],
  [{ shape: [3, 4], dtype: 'int32' }, '[3,4] int32 tensor'],
])('%s is described', (value, text) => {
  expect(describeValue(value)).toBe(text);
});
