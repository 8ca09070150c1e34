import { expectAllClose } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;

describe('passes', () => {
  test('equal values without tolerance, also NaN, infinities and the two zeros', () => {
    const values = [1, -2.5, nan, infinity, -infinity, 0];
    expect(() => expectAllClose(values, [1, -2.5, nan, infinity, -infinity, -0], {})).not.toThrow();
  });

  test('values at the very edge of either tolerance', () => {
    expect(() => expectAllClose([1.5, -1.5], [1, -1], { absolute: 0.5 })).not.toThrow();
    expect(() => expectAllClose([150, -50], [100, -100], { relative: 0.5 })).not.toThrow();
  });

  test('values within the sum of both tolerances', () => {
    expect(() => expectAllClose([10.75], [10], { absolute: 0.25, relative: 0.05 })).not.toThrow();
  });

  test('typed arrays, and nothing beside nothing', () => {
    expect(() => expectAllClose(Float32Array.of(0.5), Float64Array.of(0.5), {})).not.toThrow();
    expect(() => expectAllClose([], [], {})).not.toThrow();
  });
});

describe('throws', () => {
  test.each([
    ['no tolerance', [1.0000001], [1], {}],
    ['absolute tolerance', [1.6], [1], { absolute: 0.5 }],
    ['absolute tolerance, downwards', [0.4], [1], { absolute: 0.5 }],
    ['relative tolerance', [151], [100], { relative: 0.5 }],
    ['relative tolerance of the expected value, not of the actual one', [100], [151], { relative: 0.33 }],
    ['relative tolerance around zero', [1e-9], [0], { relative: 0.5 }],
    ['sum of the tolerances', [10.76], [10], { absolute: 0.25, relative: 0.05 }],
    ['NaN that was not expected', [nan], [1], { absolute: infinity }],
    ['number where NaN was expected', [1], [nan], { absolute: infinity }],
    ['NaN for infinity', [nan], [infinity], { absolute: 1e9, relative: 1 }],
    ['infinity for NaN', [infinity], [nan], { absolute: 1e9, relative: 1 }],
    ['infinity that was not expected', [infinity], [3e38], { absolute: 1e9, relative: 1 }],
    ['number where infinity was expected', [3e38], [infinity], { absolute: 1e9, relative: 1 }],
    ['the other infinity', [-infinity], [infinity], { absolute: 1e9, relative: 1 }],
    ['tolerance that is no number', [1.1], [1], { absolute: nan }],
  ])('beyond the %s', (_, actual, expected, tolerance) => {
    expect(() => expectAllClose(actual, expected, tolerance)).toThrow('1 of 1 values differ');
  });

  test.each([
    [[1, 2], [1, 2, 3], 'expected 3 values, got 2'],
    [[1, 2, 3], [1, 2], 'expected 2 values, got 3'],
    [[], [0], 'expected 1 values, got 0'],
  ])('for the lengths of %j and %j', (actual, expected, message) => {
    expect(() => expectAllClose(actual, expected, { absolute: infinity })).toThrow(new Error(message));
  });

  test.each([
    [
      'of numbers',
      [1, 2.5, 9, 4.5],
      [1, 2, 3, 4],
      '3 of 4 values differ; worst at 2: got 9, expected 3 (difference 6)',
    ],
    [
      'of NaN before numbers',
      [nan, 9],
      [1, 2],
      '2 of 2 values differ; worst at 0: got NaN, expected 1 (difference NaN)',
    ],
    [
      'of NaN after numbers',
      [9, nan],
      [1, 2],
      '2 of 2 values differ; worst at 1: got NaN, expected 2 (difference NaN)',
    ],
  ])('with the worst %s in the message', (_, actual, expected, message) => {
    expect(() => expectAllClose(actual, expected, {})).toThrow(new Error(message));
  });

  test('with the element furthest beyond its own tolerance as the worst', () => {
    expect(() => expectAllClose([110, 1.5], [100, 1], { relative: 0.09 })).toThrow('worst at 0');
    expect(() => expectAllClose([110, 1.5], [100, 1], { relative: 0.099 })).toThrow('worst at 1');
  });
});
