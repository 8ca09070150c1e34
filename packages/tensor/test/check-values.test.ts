import { createRandom } from '@unet/tensor/arrays';
import * as checks from '@unet/tensor/internal';
import { describe, expect, test } from 'vitest';

const tensor = { shape: [2, 3], dtype: 'int32', dataId: {} };

test('right values pass', () => {
  checks.checkObject('f', 'pair', {});
  checks.checkOptions('f', {}, { sigma: true } as never);
  checks.checkOptions('f', { sigma: undefined }, { sigma: true });
  checks.checkInteger('f', 'index', -5);
  checks.checkInteger('f', 'index', Number.MAX_SAFE_INTEGER);
  checks.checkInteger('f', 'index', 2, 2);
  checks.checkCount('f', 'count', 1);
  checks.checkFinite('f', 'value', -1e300);
  checks.checkPositive('f', 'sigma', 5e-324);
  checks.checkNotNegative('f', 'noise', 0);
  checks.checkFraction('f', 'probability', 0);
  checks.checkFraction('f', 'probability', 1);
  checks.checkWord('f', 'kind', 'b', ['a', 'b', 'c']);
  checks.checkSwitch('f', 'fast', false);
  checks.checkBoundary('f', 'symmetric');
  checks.checkBoundary('f', 'reflect');
  checks.checkConnectivity('f', 4);
  checks.checkConnectivity('f', 8);
  checks.checkSize('f', 'size', { height: 1, width: 2 });
  checks.checkRandom('f', createRandom(1));
  checks.checkList('f', 'slices', [0], 'slice');
  checks.checkSameSize('f', 'label', { height: 4, width: 6 }, 'image', { height: 4, width: 6 });
});

describe('wrong values', () => {
  const a = (call: () => void, error: Error): [() => void, Error] => [call, error];
  test.each([
    a(() => checks.checkObject('f', 'pair', null), new TypeError('f: pair must be an object, got null')),
    a(
      () => checks.checkObject('f', 'pair', [1], '{ image, label }'),
      new TypeError('f: pair must be { image, label }, got Array(1)'),
    ),
    a(
      () => checks.checkObject('f', 'size', tensor, '{ height, width }'),
      new TypeError('f: size must be { height, width }, got [2,3] int32 tensor'),
    ),
    a(
      () => checks.checkOptions('f', { sigmaa: 1 } as object, { sigma: true, alpha: true } as never),
      new TypeError('f: options.sigmaa is not an option, only sigma, alpha'),
    ),
    // A name that every object inherits is no option either.
    a(
      () => checks.checkOptions('f', { toString: 1 } as object, { sigma: true } as never, 'options.elastic'),
      new TypeError('f: options.elastic.toString is not an option, only sigma'),
    ),
    a(() => checks.checkOptions('f', 5 as never, {} as never), new TypeError('f: options must be an object, got 5')),
    a(() => checks.checkInteger('f', 'index', 0.5), new RangeError('f: index must be an integer, got 0.5')),
    a(() => checks.checkInteger('f', 'index', 2 ** 53), new RangeError(`f: index must be an integer, got ${2 ** 53}`)),
    a(() => checks.checkInteger('f', 'index', '1'), new RangeError('f: index must be an integer, got "1"')),
    a(() => checks.checkInteger('f', 'row', -1, 0), new RangeError('f: row must be a non-negative integer, got -1')),
    a(() => checks.checkInteger('f', 'classes', 1, 2), new RangeError('f: classes must be an integer >= 2, got 1')),
    a(() => checks.checkCount('f', 'count', 0), new RangeError('f: count must be a positive integer, got 0')),
    a(
      () => checks.checkCount('f', 'count', undefined),
      new RangeError('f: count must be a positive integer, got undefined'),
    ),
    a(() => checks.checkFinite('f', 'value', Number.NaN), new RangeError('f: value must be a finite number, got NaN')),
    a(() => checks.checkFinite('f', 'value', '1'), new RangeError('f: value must be a finite number, got "1"')),
    a(() => checks.checkPositive('f', 'sigma', 0), new RangeError('f: sigma must be a finite number > 0, got 0')),
    a(
      () => checks.checkPositive('f', 'sigma', Number.POSITIVE_INFINITY),
      new RangeError('f: sigma must be a finite number > 0, got Infinity'),
    ),
    a(() => checks.checkNotNegative('f', 'noise', -1), new RangeError('f: noise must be a finite number >= 0, got -1')),
    a(
      () => checks.checkFraction('f', 'threshold', 1.1),
      new RangeError('f: threshold must be a number from 0 to 1, got 1.1'),
    ),
    a(
      () => checks.checkFraction('f', 'threshold', Number.NaN),
      new RangeError('f: threshold must be a number from 0 to 1, got NaN'),
    ),
    a(
      () => checks.checkFraction('f', 'threshold', null),
      new RangeError('f: threshold must be a number from 0 to 1, got null'),
    ),
    a(() => checks.checkWord('f', 'kind', 'x', ['a']), new RangeError('f: kind must be "a", got "x"')),
    a(() => checks.checkWord('f', 'kind', 3, ['a', 'b']), new RangeError('f: kind must be "a" or "b", got 3')),
    a(
      () => checks.checkWord('f', 'kind', undefined, ['a', 'b', 'c']),
      new RangeError('f: kind must be "a", "b" or "c", got undefined'),
    ),
    a(() => checks.checkSwitch('f', 'fast', 1), new TypeError('f: fast must be true or false, got 1')),
    a(
      () => checks.checkBoundary('f', 'wrap' as 'reflect'),
      new RangeError('f: boundary must be "symmetric" or "reflect", got "wrap"'),
    ),
    a(() => checks.checkConnectivity('f', 6 as 8), new RangeError('f: connectivity must be 4 or 8, got 6')),
    a(() => checks.checkSize('f', 'size', 3 as never), new TypeError('f: size must be { height, width }, got 3')),
    a(
      () => checks.checkSize('f', 'size', { height: 0, width: 1 }),
      new RangeError('f: size.height must be a positive integer, got 0'),
    ),
    a(
      () => checks.checkSize('f', 'size', { height: 1 } as never),
      new RangeError('f: size.width must be a positive integer, got undefined'),
    ),
    a(() => checks.checkSquare('f', 'inputSize', 0), new RangeError('f: inputSize must be a positive integer, got 0')),
    a(
      () => checks.checkSquare('f', 'inputSize', '8' as never),
      new TypeError('f: inputSize must be a number or { height, width }, got "8"'),
    ),
    a(
      () => checks.checkSquare('f', 'inputSize', { height: 8, width: 1.5 }),
      new RangeError('f: inputSize.width must be a positive integer, got 1.5'),
    ),
    a(
      () => checks.checkRandom('f', Math.random as never),
      new TypeError('f: random must be a Random made by createRandom, got function'),
    ),
    a(
      () => checks.checkRandom('f', undefined as never),
      new TypeError('f: random must be a Random made by createRandom, got undefined'),
    ),
    a(
      () => checks.checkList('f', 'slices', [], 'slice'),
      new RangeError('f: slices must be a list of at least one slice, got Array(0)'),
    ),
    a(
      () => checks.checkList('f', 'slices', {}, 'slice'),
      new TypeError('f: slices must be a list of at least one slice, got {}'),
    ),
    a(
      () => checks.checkSameSize('f', 'label', { height: 4, width: 2 }, 'image', { height: 4, width: 6 }),
      new RangeError('f: label must have the size of the image, 4 x 6, got 4 x 2'),
    ),
    a(
      () => checks.checkSameSize('f', 'label', { height: 2, width: 6 }, 'image', { height: 4, width: 6 }),
      new RangeError('f: label must have the size of the image, 4 x 6, got 2 x 6'),
    ),
  ])('%#', (call, error) => {
    expect(call).toThrow(error);
  });
});

test('checkSquare gives both sides, and no more than them', () => {
  expect(checks.checkSquare('f', 'size', 8)).toEqual({ height: 8, width: 8 });
  expect(checks.checkSquare('f', 'size', { height: 8, width: 9, depth: 1 } as never)).toEqual({ height: 8, width: 9 });
});

test('place names row and column', () => {
  expect([place(0), place(7), place(8)]).toEqual(['row 0, column 0', 'row 0, column 7', 'row 1, column 0']);
  function place(index: number): string {
    return checks.place(index, 8);
  }
});

test('isTensor asks for all three fields of one', () => {
  expect(checks.isTensor(tensor)).toBe(true);
  for (const value of [undefined, null, 5, {}, [], { shape: [1], dtype: 'int32' }, new Float32Array(3)]) {
    expect(checks.isTensor(value)).toBe(false);
  }
});
