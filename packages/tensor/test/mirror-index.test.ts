import { mirrorIndex } from '@unet/tensor/arrays';
import { mirror } from '@unet/tensor/internal';
import { assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';

const positions = [-7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8];

describe('mirrorIndex', () => {
  test('symmetric repeats the edge pixel, and is the default', () => {
    const expected = [0, 0, 1, 2, 2, 1, 0, 0, 1, 2, 2, 1, 0, 0, 1, 2];
    expect(positions.map((position) => mirrorIndex(position, 3, 'symmetric'))).toEqual(expected);
    expect(positions.map((position) => mirrorIndex(position, 3))).toEqual(expected);
  });

  test('reflect does not', () => {
    const expected = [1, 2, 1, 0, 1, 2, 1, 0, 1, 2, 1, 0, 1, 2, 1, 0];
    expect(positions.map((position) => mirrorIndex(position, 3, 'reflect'))).toEqual(expected);
  });

  test('an axis of length 1 is constant with both boundaries', () => {
    for (const boundary of ['symmetric', 'reflect'] as const) {
      expect(positions.map((position) => mirrorIndex(position, 1, boundary))).toEqual(positions.map(() => 0));
    }
  });

  test('both are even about their mirror lines and stay inside', () => {
    assert(
      property(integer({ min: -1000, max: 1000 }), integer({ min: 1, max: 60 }), (index, length) => {
        const symmetric = mirrorIndex(index, length, 'symmetric');
        const reflect = mirrorIndex(index, length, 'reflect');
        for (const inside of [symmetric, reflect]) {
          expect(inside).toBeGreaterThanOrEqual(0);
          expect(inside).toBeLessThan(length);
        }
        // The lines lie beside the edge pixels for symmetric, on them for reflect.
        expect(mirrorIndex(-1 - index, length, 'symmetric')).toBe(symmetric);
        expect(mirrorIndex(2 * length - 1 - index, length, 'symmetric')).toBe(symmetric);
        expect(mirrorIndex(-index, length, 'reflect')).toBe(reflect);
        expect(mirrorIndex(2 * length - 2 - index, length, 'reflect')).toBe(reflect);
      }),
    );
  });

  test('says what is wrong with an argument', () => {
    expect(() => mirrorIndex(0.5, 3)).toThrow(new RangeError('mirrorIndex: index must be an integer, got 0.5'));
    expect(() => mirrorIndex(0, 0)).toThrow(new RangeError('mirrorIndex: length must be a positive integer, got 0'));
    expect(() => mirrorIndex(0, 3, 'wrap' as 'reflect')).toThrow(
      new RangeError('mirrorIndex: boundary must be "symmetric" or "reflect", got "wrap"'),
    );
  });
});

test('mirror, for inner loops, gives NaN for what is not finite', () => {
  for (const position of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    expect(mirror(position, 3, 'symmetric')).toBeNaN();
    expect(mirror(position, 1, 'reflect')).toBeNaN();
  }
});

test('mirror is mirrorIndex for integers, and never -0', () => {
  assert(
    property(
      integer({ min: -1000, max: 1000 }),
      integer({ min: 1, max: 60 }),
      constantFrom('symmetric' as const, 'reflect' as const),
      (index, length, boundary) => {
        const inside = mirror(index, length, boundary);
        expect(inside).toBe(mirrorIndex(index, length, boundary));
        expect(Object.is(inside, -0)).toBe(false);
      },
    ),
  );
});
