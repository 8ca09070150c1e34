import {
  coarseField,
  cropField,
  denseField,
  elasticDeform,
  randomField,
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
const field = zeroField(size);
const wrong = (value: unknown): never => value as never;
const withRow = (value: number) => ({ ...zeroField(size), rows: new Float32Array(20).fill(value, 7, 8) });

test.each<[string, () => unknown]>([
  ['zeroField: size.height must be a positive integer, got 0', () => zeroField({ height: 0, width: 5 })],
  ['zeroField: size.width must be a positive integer, got 2.5', () => zeroField({ height: 1, width: 2.5 })],
  ['zeroField: size must be { height, width }, got 4', () => zeroField(wrong(4))],
  ["cropField: size must not exceed the field's, 4 x 5, got 5 x 5", () => cropField(field, { height: 5, width: 5 })],
  ["cropField: size must not exceed the field's, 4 x 5, got 4 x 6", () => cropField(field, { height: 4, width: 6 })],
  [
    'cropField: size.width must be a positive integer, got "3"',
    () => cropField(field, { height: 4, width: wrong('3') }),
  ],
  ['cropField: size must be { height, width }, got 3', () => cropField(field, wrong(3))],
  ['cropField: field must be { height, width, rows, columns }, got null', () => cropField(wrong(null), size)],
  ['cropField: field.height must be a positive integer, got 0', () => cropField({ ...field, height: 0 }, size)],
  ['denseField: height must be a positive integer, got undefined', () => denseField(wrong({ random }))],
  ['denseField: sigma must be a finite number > 0, got -1', () => denseField({ ...size, random, sigma: -1 })],
  ['denseField: alpha must be a finite number, got NaN', () => denseField({ ...size, random, alpha: Number.NaN })],
  [
    'denseField: kernelSize must be an odd positive integer, got -1',
    () => denseField({ ...size, random, kernelSize: -1 }),
  ],
  [
    'denseField: kernelSize must be an odd positive integer, got 24',
    () => denseField({ ...size, random, kernelSize: 24 }),
  ],
  ['denseField: random must be a Random made by createRandom, got 5', () => denseField({ ...size, random: wrong(5) })],
  ['denseField: options must be an object, got undefined', () => denseField(wrong(undefined))],
  ['coarseField: grid must be an integer >= 2, got 1', () => coarseField({ ...size, random, grid: 1 })],
  ['coarseField: sigma must be a finite number >= 0, got -1', () => coarseField({ ...size, random, sigma: -1 })],
  ['coarseField: width must be a positive integer, got -5', () => coarseField({ ...size, width: -5, random })],
  ['coarseField: random must be a Random made by createRandom, got undefined', () => coarseField(wrong(size))],
  [
    'randomField: kind must be "dense" or "coarse", got "wavy"',
    () => randomField({ ...size, random, kind: wrong('wavy') }),
  ],
  [
    'randomField: sigma must be a finite number > 0, got 0',
    () => randomField({ ...size, random, kind: 'dense', sigma: 0 }),
  ],
  ['randomField: grid must be an integer >= 2, got 0', () => randomField({ ...size, random, kind: 'coarse', grid: 0 })],
  [
    'randomField: random must be a Random made by createRandom, got null',
    () => randomField({ ...size, random: wrong(null), kind: 'dense' }),
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
  ['elasticDeform: pair must be { image, label }, got null', () => elasticDeform(wrong(null), { random })],
  [
    'elasticDeform: probability must be a number from 0 to 1, got 70',
    () => elasticDeform({ image, label }, { random, probability: 70 }),
  ],
  [
    'elasticDeform: random must be a Random made by createRandom, got undefined',
    () => elasticDeform({ image, label }, wrong({})),
  ],
  ['elasticDeform: options must be an object, got undefined', () => elasticDeform({ image, label }, wrong(undefined))],
  [
    'elasticDeform: elastic.sigma must be a finite number > 0, got 0',
    () => elasticDeform({ image, label }, { random, elastic: { kind: 'dense', sigma: 0 } }),
  ],
  [
    'elasticDeform: elastic.kind must be "dense" or "coarse", got undefined',
    () => elasticDeform({ image, label }, { random, elastic: wrong({}) }),
  ],
  [
    'elasticDeform: imageInterpolation must be "bilinear" or "bicubic", got "nearest"',
    () => elasticDeform({ image, label }, { random, imageInterpolation: wrong('nearest') }),
  ],
  [
    'elasticDeform: labelInterpolation must be "nearest" or "bilinear", got "bicubic"',
    () => elasticDeform({ image, label }, { random, labelInterpolation: wrong('bicubic') }),
  ],
  [
    'elasticDeform: boundary must be "symmetric" or "reflect", got "wrap"',
    () => elasticDeform({ image, label }, { random, boundary: wrong('wrap') }),
  ],
  [
    'elasticDeform: label must not be larger than the image, 4 x 5, got 5 x 5',
    () => elasticDeform({ image, label: randomLabel(5, 5, 2, 0) }, { random }),
  ],
])('%s', (message, call) => {
  expect(call).toThrow(new RegExp(`^${message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`));
});

test.each<[string, () => unknown]>([
  [
    'denseField: options.apha is not an option, only height, width, random, sigma, alpha, kernelSize',
    () => denseField(wrong({ ...size, random, apha: 3 })),
  ],
  [
    'coarseField: options.deviation is not an option, only height, width, random, grid, sigma',
    () => coarseField(wrong({ ...size, random, deviation: 3 })),
  ],
  [
    'randomField: options.deviaton is not an option, only height, width, random, kind, grid, sigma',
    () => randomField(wrong({ ...size, random, kind: 'coarse', deviaton: 3 })),
  ],
  [
    'randomField: options.grid is not an option, only height, width, random, kind, sigma, alpha, kernelSize',
    () => randomField(wrong({ ...size, random, kind: 'dense', grid: 3 })),
  ],
  [
    'warpImage: options.mode is not an option, only interpolation, boundary, origin',
    () => warpImage(image, field, wrong({ mode: 'reflect' })),
  ],
  [
    'warpLabel: origin.col is not an option, only row, column',
    () => warpLabel(label, field, { origin: wrong({ row: 1, col: 2 }) }),
  ],
  [
    'elasticDeform: options.sigma is not an option, only random, probability, elastic, imageInterpolation, labelInterpolation, boundary',
    () => elasticDeform({ image, label }, wrong({ random, sigma: 3 })),
  ],
  [
    'elasticDeform: elastic.deviation is not an option, only kind, grid, sigma',
    () => elasticDeform({ image, label }, { random, elastic: wrong({ kind: 'coarse', deviation: 3 }) }),
  ],
])('%s', (message, call) => {
  expect(call).toThrow(TypeError);
  expect(call).toThrow(new RegExp(`^${message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`));
});

test('images and labels are checked under the name of the function', () => {
  expect(() => warpImage(wrong(undefined), field)).toThrow(/^warpImage: image must be /);
  expect(() => warpLabel(wrong(image), field)).toThrow(/^warpLabel: label.data must be .*Int32Array/);
  expect(() => elasticDeform({ image: wrong(label), label }, { random })).toThrow(/^elasticDeform: image/);
  expect(() => elasticDeform({ image, label: wrong(image) }, { random })).toThrow(/^elasticDeform: label/);
});

test('a value of the wrong type is a TypeError, one out of range and a wrong word are RangeErrors', () => {
  expect(() => warpImage(image, field, wrong(3))).toThrow(TypeError);
  expect(() => warpImage(image, field, { boundary: wrong('wrap') })).toThrow(RangeError);
  expect(() => randomField({ ...size, random, kind: wrong('wavy') })).toThrow(RangeError);
  expect(() => denseField({ ...size, random, sigma: 0 })).toThrow(RangeError);
});

test('a refused deformation has drawn nothing', () => {
  const stream = createRandom(2);
  expect(() => elasticDeform({ image, label }, { random: stream, boundary: wrong('wrap') })).toThrow(RangeError);
  expect(stream.state).toEqual(createRandom(2).state);
});
