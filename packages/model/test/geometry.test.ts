import {
  completeConfig,
  inputSizeFor,
  largestInputSize,
  legalInputSizes,
  margin,
  nearestInputSizes,
  outputSize,
  paperConfig,
  paperInputSize,
  sizeStep,
} from '@unet/model';
import { checkInputSize } from '@unet/model/internal';
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
    expect(largestInputSize(paperConfig, { atMost: limit })).toBe(size);
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
      const smaller = largestInputSize(shape, { atMost: input - 1 });
      expect(smaller === undefined || outputSize(shape, smaller)! < size).toBe(true);
      expect(largestInputSize(shape, { atMost: input })).toBe(input);
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
        const below = largestInputSize(shape, { atMost: size });
        const named = below === undefined ? `${above}` : `${below} or ${above}`;
        expect(() => checkInputSize('test', completeConfig(shape), size, size)).toThrow(
          `test: height must be a legal input size (nearest ${named}), got ${size}`,
        );
        for (let between = (below ?? 0) + 1; between < above; between++) {
          expect(outputSize(shape, between)).toBeUndefined();
        }
      }),
    );
  });
});

describe('the largest input size', () => {
  const square = (side: number) => ({ height: side, width: side });

  test('is at most 572 unless told otherwise, and the smallest of networks that take nothing as small', () => {
    expect(paperInputSize).toBe(572);
    expect(largestInputSize({})).toBe(572);
    expect(largestInputSize({ depth: 2 })).toBe(572);
    expect(largestInputSize({ depth: 3, padding: 'same' })).toBe(568);
    expect(largestInputSize({ depth: 6 })).toBe(inputSizeFor({ depth: 6 }, 1));
    expect(inputSizeFor({ depth: 6 }, 1)).toBe(764);
  });

  test.each([
    [[square(512)], undefined, 572],
    [[square(388)], undefined, 572],
    [[square(387)], undefined, 556],
    [[square(512)], Number.POSITIVE_INFINITY, 684],
    [[square(512)], 400, 396],
    [[square(512), { height: 100, width: 700 }], undefined, 284],
    [[square(3)], undefined, undefined],
    [[square(512)], 187, undefined],
  ])('of the paper for images %j, at most %s: %s', (images, atMost, expected) => {
    expect(largestInputSize(paperConfig, { images, ...(atMost === undefined ? {} : { atMost }) })).toBe(expected);
  });

  test('its output fits every image, and that of the next does not', () => {
    const sides = fc.integer({ min: 1, max: 400 });
    const images = fc.array(fc.record({ height: sides, width: sides }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(shapes, images, (shape, sizes) => {
        const shortest = Math.min(...sizes.flatMap(({ height, width }) => [height, width]));
        const largest = largestInputSize(shape, { images: sizes, atMost: Number.POSITIVE_INFINITY });
        const next = largest === undefined ? inputSizeFor(shape, 1) : largest + sizeStep(shape);
        if (largest !== undefined) expect(outputSize(shape, largest)).toBeLessThanOrEqual(shortest);
        expect(outputSize(shape, next)).toBeGreaterThan(shortest);
      }),
    );
  });
});

test('legal input sizes in a range, by hand', () => {
  expect(legalInputSizes(paperConfig, { from: 500, to: 560 })).toEqual([508, 524, 540, 556]);
  expect(legalInputSizes(paperConfig, { from: 508, to: 508 })).toEqual([508]);
  expect(legalInputSizes(paperConfig, { from: 509, to: 523 })).toEqual([]);
  expect(legalInputSizes({ depth: 1, padding: 'same' }, { to: 7 })).toEqual([2, 4, 6]);
  expect(legalInputSizes(paperConfig, { images: [{ height: 30, width: 99 }] })).toEqual([188, 204]);
  expect(legalInputSizes(paperConfig)).toHaveLength(25);
});

test('legal input sizes are all that outputSize takes', () => {
  const side = fc.integer({ min: 1, max: 300 });
  fc.assert(
    fc.property(shapes, side, side, (shape, from, length) => {
      const range = Array.from({ length }, (_, index) => from + index);
      const expected = range.filter((size) => outputSize(shape, size) !== undefined);
      expect(legalInputSizes(shape, { from, to: from + length - 1 })).toEqual(expected);
    }),
  );
});

test.each([
  [512, [508, 524]],
  [524, [524]],
  [100, [188]],
  [189, [188, 204]],
])('the sizes nearest to %i are %j', (size, expected) => {
  expect(nearestInputSizes(paperConfig, size)).toEqual(expected);
});

describe('bad calls say what is wrong', () => {
  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('%s is no number of pixels', (size) => {
    const refusal = (call: string) => new RangeError(`${call} must be a positive integer, got ${size}`);
    expect(() => inputSizeFor(paperConfig, size)).toThrow(refusal('inputSizeFor: size'));
    expect(() => nearestInputSizes(paperConfig, size)).toThrow(refusal('nearestInputSizes: size'));
    expect(() => legalInputSizes(paperConfig, { from: size })).toThrow(refusal('legalInputSizes: from'));
    const bound = size === Number.POSITIVE_INFINITY ? ' must be a positive integer without images, got Infinity' : '';
    expect(() => largestInputSize(paperConfig, { atMost: size })).toThrow(
      bound === '' ? refusal('largestInputSize: atMost') : new RangeError(`largestInputSize: atMost${bound}`),
    );
  });

  test('options and images', () => {
    expect(() => largestInputSize(paperConfig, { most: 5 } as object)).toThrow(
      new TypeError('largestInputSize: options.most is not an option, only atMost, images'),
    );
    expect(() => legalInputSizes(paperConfig, { atMost: 5 } as object)).toThrow(
      new TypeError('legalInputSizes: options.atMost is not an option, only from, to, images'),
    );
    expect(() => largestInputSize(paperConfig, { images: [] })).toThrow(
      new RangeError('largestInputSize: images must be a list of at least one image, got Array(0)'),
    );
    expect(() => largestInputSize(paperConfig, { images: [{ height: 5, width: 0 }] })).toThrow(
      new RangeError('largestInputSize: images[0].width must be a positive integer, got 0'),
    );
  });
});
