import { checkInputSize, inputSizeFor, largestInputSize, margin, outputSize, paperConfig, sizeStep } from '@unet/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const depths = fc.integer({ min: 1, max: 6 });
const shapes = fc.record({ depth: depths, padding: fc.constantFrom('valid' as const, 'same' as const) });

describe("the paper's network", () => {
  test('572 gives 388, 188 gives 4, and nothing smaller is taken', () => {
    expect(outputSize(paperConfig, 572)).toBe(388);
    expect(outputSize(paperConfig, 188)).toBe(4);
    for (let size = 0; size < 188; size++) expect(outputSize(paperConfig, size)).toBeUndefined();
    expect(margin(paperConfig)).toBe(92);
    expect(sizeStep(paperConfig)).toBe(16);
  });

  test('takes exactly 16 k + 60', () => {
    for (let size = 188; size < 800; size++) {
      expect(outputSize(paperConfig, size)).toBe(size % 16 === 60 % 16 ? size - 184 : undefined);
    }
  });

  test.each([
    [388, 572],
    [387, 572],
    [389, 588],
    [1, 188],
    [4, 188],
    [5, 204],
  ])('an output of %i needs an input of %i', (output, input) => {
    expect(inputSizeFor(paperConfig, output)).toBe(input);
  });

  test.each([
    [572, 572],
    [587, 572],
    [588, 588],
    [188, 188],
    [187, undefined],
    [1, undefined],
  ])('the largest legal size up to %i is %s', (limit, size) => {
    expect(largestInputSize(paperConfig, limit)).toBe(size);
  });
});

test.each([
  [1, 8],
  [2, 20],
  [3, 44],
  [4, 92],
  [5, 188],
])('depth %i has a margin of %i pixels with valid padding and none with same', (depth, expected) => {
  expect(margin({ depth, padding: 'valid' })).toBe(expected);
  expect(margin({ depth, padding: 'same' })).toBe(0);
});

test('same padding takes every multiple of 2^depth and keeps it', () => {
  for (let size = 1; size <= 64; size++) {
    expect(outputSize({ depth: 3, padding: 'same' }, size)).toBe(size % 8 === 0 ? size : undefined);
  }
});

test('the output is the input less both margins wherever it is defined', () => {
  fc.assert(
    fc.property(shapes, fc.integer({ min: -10, max: 2000 }), (shape, size) => {
      const output = outputSize(shape, size);
      if (output === undefined) return;
      expect(output).toBe(size - 2 * margin(shape));
      expect(outputSize(shape, size + sizeStep(shape))).toBe(output + sizeStep(shape));
      for (let other = 1; other < sizeStep(shape); other++) expect(outputSize(shape, size + other)).toBeUndefined();
    }),
  );
});

test('inputSizeFor is the smallest legal size that shows enough, largestInputSize the inverse', () => {
  fc.assert(
    fc.property(shapes, fc.integer({ min: 1, max: 1000 }), (shape, size) => {
      const input = inputSizeFor(shape, size);
      expect(outputSize(shape, input)).toBeGreaterThanOrEqual(size);
      const smaller = largestInputSize(shape, input - 1);
      expect(smaller === undefined || outputSize(shape, smaller)! < size).toBe(true);
      expect(largestInputSize(shape, input)).toBe(input);
    }),
  );
});

test('sizes that are no positive integers have no output', () => {
  for (const size of [0, -16, 572.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(outputSize(paperConfig, size)).toBeUndefined();
  }
});

describe('checkInputSize', () => {
  test('takes what outputSize takes', () => {
    expect(() => checkInputSize('test', paperConfig, 572, 188)).not.toThrow();
  });

  test.each([
    [512, 572, 'height must be a legal input size (nearest 508 or 524), got 512'],
    [572, 573, 'width must be a legal input size (nearest 572 or 588), got 573'],
    [100, 188, 'height must be a legal input size (nearest 188), got 100'],
    [0, 188, 'height must be a positive integer, got 0'],
    [188, 571.5, 'width must be a positive integer, got 571.5'],
    [Number.POSITIVE_INFINITY, 188, 'height must be a positive integer, got Infinity'],
    [Number.NaN, 188, 'height must be a positive integer, got NaN'],
  ])('%f x %f: %s', (height, width, message) => {
    expect(() => checkInputSize('test', paperConfig, height, width)).toThrow(new RangeError(`test: ${message}`));
  });

  test('the sizes that it names are legal and the nearest', () => {
    fc.assert(
      fc.property(shapes, fc.integer({ min: 1, max: 1000 }), (shape, size) => {
        if (outputSize(shape, size) !== undefined) return;
        const above = inputSizeFor(shape, Math.max(1, size - 2 * margin(shape)));
        const below = largestInputSize(shape, size);
        const named = below === undefined ? `${above}` : `${below} or ${above}`;
        expect(() => checkInputSize('test', shape, size, size)).toThrow(
          `test: height must be a legal input size (nearest ${named}), got ${size}`,
        );
        for (let between = (below ?? 0) + 1; between < above; between++) {
          expect(outputSize(shape, between)).toBeUndefined();
        }
      }),
    );
  });
});

test.each([inputSizeFor, largestInputSize])('%o refuses what is no number of pixels', (operation) => {
  for (const size of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => operation(paperConfig, size)).toThrow(
      new RangeError(`${operation.name}: size must be a positive integer, got ${size}`),
    );
  }
});
