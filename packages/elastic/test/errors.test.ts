import {
  coarseField,
  cropField,
  denseField,
  elasticDeform,
  interpolateGrid,
  randomField,
  smoothNoise,
  warpImage,
  warpLabel,
  zeroField,
} from '@unet/elastic/arrays';
import { createRandom } from '@unet/tensor/arrays';
import { randomImage, randomLabel } from '@unet-internal/testing';
import { expect, test } from 'vitest';

const random = createRandom(1);
const size = { height: 4, width: 5 };
const image = randomImage(4, 5, 1, 0);
const label = randomLabel(4, 5, 2, 0);
const field = zeroField(4, 5);
const noise = new Float32Array(20);
const wrong = (value: unknown): never => value as never;
const withRow = (value: number) => ({ ...zeroField(4, 5), rows: new Float32Array(20).fill(value, 7, 8) });

test.each<[string, () => unknown]>([
  ['zeroField: height must be an integer >= 1, got 0', () => zeroField(0, 5)],
  ['zeroField: width must be an integer >= 1, got 2.5', () => zeroField(1, 2.5)],
  ["cropField: height and width must not exceed the field's 4 x 5, got 5 x 5", () => cropField(field, 5, 5)],
  ["cropField: height and width must not exceed the field's 4 x 5, got 4 x 6", () => cropField(field, 4, 6)],
  ['cropField: width must be an integer >= 1, got "3"', () => cropField(field, 4, wrong('3'))],
  ['cropField: field must be { height, width, rows, columns }, got null', () => cropField(wrong(null), 1, 1)],
  ['cropField: field.height must be a positive integer, got 0', () => cropField({ ...field, height: 0 }, 1, 1)],
  ['smoothNoise: sigma must be finite and > 0, got 0', () => smoothNoise(noise, { ...size, sigma: 0 })],
  [
    'smoothNoise: kernelSize must be an odd positive integer, got 24',
    () => smoothNoise(noise, { ...size, kernelSize: 24 }),
  ],
  ['smoothNoise: noise must hold 20 values, got 1', () => smoothNoise(new Float32Array(1), size)],
  ['smoothNoise: noise must be a Float32Array, got Array(1)', () => smoothNoise(wrong([1]), size)],
  ['smoothNoise: options must be an object, got undefined', () => smoothNoise(noise, wrong(undefined))],
  ['denseField: height must be an integer >= 1, got undefined', () => denseField(wrong({ random }))],
  ['denseField: sigma must be finite and > 0, got -1', () => denseField({ ...size, random, sigma: -1 })],
  ['denseField: alpha must be a finite number, got NaN', () => denseField({ ...size, random, alpha: Number.NaN })],
  [
    'denseField: kernelSize must be an odd positive integer, got -1',
    () => denseField({ ...size, random, kernelSize: -1 }),
  ],
  ['denseField: random must be a Random made by createRandom, got 5', () => denseField({ ...size, random: wrong(5) })],
  ['coarseField: grid must be an integer >= 2, got 1', () => coarseField({ ...size, random, grid: 1 })],
  ['coarseField: deviation must be finite and >= 0, got -1', () => coarseField({ ...size, random, deviation: -1 })],
  ['coarseField: width must be an integer >= 1, got -5', () => coarseField({ ...size, width: -5, random })],
  ['coarseField: random must be a Random made by createRandom, got undefined', () => coarseField(wrong(size))],
  [
    'interpolateGrid: nodes must be a Float32Array of 9 values, got Float32Array(4)',
    () => interpolateGrid(new Float32Array(4), { grid: 3, ...size }),
  ],
  [
    'interpolateGrid: grid must be an integer >= 2, got 1',
    () => interpolateGrid(new Float32Array(1), { grid: 1, ...size }),
  ],
  [
    'randomField: elastic.kind must be "dense" or "coarse", got "wavy"',
    () => randomField(wrong({ kind: 'wavy' }), size, random),
  ],
  [
    'warpImage: field.rows must be a Float32Array, got Array(20)',
    () => warpImage(image, { ...field, rows: wrong(new Array(20)) }),
  ],
  [
    'warpImage: field.columns must hold 20 values, got 19',
    () => warpImage(image, { ...field, columns: new Float32Array(19) }),
  ],
  [
    'warpImage: interpolation must be "bilinear" or "bicubic", got "nearest"',
    () => warpImage(image, field, { interpolation: wrong('nearest') }),
  ],
  [
    'warpImage: boundary must be "symmetric" or "reflect", got "wrap"',
    () => warpImage(image, field, { boundary: wrong('wrap') }),
  ],
  [
    'warpImage: origin.row must be an integer, got 0.5',
    () => warpImage(image, field, { origin: { row: 0.5, column: 0 } }),
  ],
  ['warpImage: origin must be an object, got 3', () => warpImage(image, field, { origin: wrong(3) })],
  ['warpImage: field must be finite, got (NaN, 0) at row 1, column 2', () => warpImage(image, withRow(Number.NaN))],
  [
    'warpImage: field must be finite, got (Infinity, 0) at row 1, column 2',
    () => warpImage(image, withRow(Infinity), { interpolation: 'bicubic' }),
  ],
  ['warpLabel: field must be finite, got (NaN, 0) at row 1, column 2', () => warpLabel(label, withRow(Number.NaN))],
  [
    'warpLabel: field must be finite, got (-Infinity, 0) at row 1, column 2',
    () => warpLabel(label, withRow(-Infinity), { interpolation: 'bilinear' }),
  ],
  [
    'warpLabel: interpolation must be "nearest" or "bilinear", got "bicubic"',
    () => warpLabel(label, field, { interpolation: wrong('bicubic') }),
  ],
  [
    'warpLabel: origin.column must be an integer, got NaN',
    () => warpLabel(label, field, { origin: { row: 0, column: Number.NaN } }),
  ],
  [
    'elasticDeform: probability must be between 0 and 1, got 70',
    () => elasticDeform({ image, label }, { random, probability: 70 }),
  ],
  [
    'elasticDeform: random must be a Random made by createRandom, got undefined',
    () => elasticDeform({ image, label }, wrong({})),
  ],
  [
    'elasticDeform: label must not be larger than the image (4 x 5), got 5 x 5',
    () => elasticDeform({ image, label: randomLabel(5, 5, 2, 0) }, { random }),
  ],
])('%s', (message, call) => {
  expect(call).toThrow(new RegExp(`^${message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`));
});

test('images and labels are checked under the name of the function', () => {
  expect(() => warpImage(wrong(undefined), field)).toThrow(/^warpImage: image must be /);
  expect(() => warpLabel(wrong(image), field)).toThrow(/^warpLabel: label.data must be .*Int32Array/);
  expect(() => elasticDeform({ image: wrong(label), label }, { random })).toThrow(/^elasticDeform: image/);
  expect(() => elasticDeform({ image, label: wrong(image) }, { random })).toThrow(/^elasticDeform: label/);
});

test('the type of the error tells a wrong type from a wrong value', () => {
  expect(() => warpImage(image, field, { boundary: wrong('wrap') })).toThrow(TypeError);
  expect(() => smoothNoise(noise, { ...size, sigma: 0 })).toThrow(RangeError);
});
