import {
  type AugmentOptions,
  affineField,
  applyGreyValues,
  augmentWindow,
  composeAffine,
  drawGeometry,
  drawGreyValues,
  drawMotion,
} from '@unet/augment/arrays';
import { checkAugmentOptions } from '@unet/augment/internal';
import { zeroField } from '@unet/elastic/arrays';
import { createRandom } from '@unet/tensor/arrays';
import { randomImage, randomLabel } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';

const random = createRandom(1);
const image = randomImage(4, 5, 1, 0);
const label = randomLabel(4, 5, 2, 0);
const window = { row: 0, column: 0, height: 2, width: 2, margin: 1 };
const size = { height: 2, width: 2 };
const values = { gamma: 1, gain: 1, offset: 0, noise: 0, clip: false };
const wrong = (value: unknown): never => value as never;
const exactly = (message: string): RegExp => new RegExp(`^${message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);

describe('options', () => {
  test.each<[string, unknown]>([
    ['rotation must be from 0 to 180 degrees, got -3', { rotation: -3 }],
    ['rotation must be from 0 to 180 degrees, got "3"', { rotation: '3' }],
    ['shear must be at least 0 and below 90 degrees, got 90', { shear: 90 }],
    ['shift must be a finite number >= 0, got Infinity', { shift: Infinity }],
    ['scale must be a finite number >= 1, got 0.9', { scale: 0.9 }],
    ['gamma must be a finite number >= 1, got 0', { gamma: 0 }],
    ['gain must be a finite number >= 1, got NaN', { gain: Number.NaN }],
    ['offset must be a finite number >= 0, got -0.1', { offset: -0.1 }],
    ['noise must be a finite number >= 0, got -0.2', { noise: -0.2 }],
    ['flips must be true or false, got 1', { flips: 1 }],
    ['quarterTurns must be true or false, got 4', { quarterTurns: 4 }],
    ['clip must be true or false, got null', { clip: null }],
    ['imageInterpolation must be "bilinear" or "bicubic", got "nearest"', { imageInterpolation: 'nearest' }],
    ['labelInterpolation must be "nearest" or "bilinear", got "bicubic"', { labelInterpolation: 'bicubic' }],
    ['boundary must be "symmetric" or "reflect", got "wrap"', { boundary: 'wrap' }],
    ['elastic must be an object, got true', { elastic: true }],
    ['elastic.kind must be "dense" or "coarse", got undefined', { elastic: {} }],
    ['elastic.kind must be "dense" or "coarse", got "toString"', { elastic: { kind: 'toString' } }],
    ['elastic.probability must be a number from 0 to 1, got 70', { elastic: { kind: 'dense', probability: 70 } }],
    ['elastic.sigma must be a finite number > 0, got 0', { elastic: { kind: 'dense', sigma: 0 } }],
    ['elastic.alpha must be a finite number, got "50"', { elastic: { kind: 'dense', alpha: '50' } }],
    ['elastic.kernelSize must be an odd positive integer, got 24', { elastic: { kind: 'dense', kernelSize: 24 } }],
    ['elastic.kernelSize must be an odd positive integer, got -1', { elastic: { kind: 'dense', kernelSize: -1 } }],
    ['elastic.grid must be an integer >= 2, got 1', { elastic: { kind: 'coarse', grid: 1 } }],
    ['elastic.sigma must be a finite number >= 0, got -1', { elastic: { kind: 'coarse', sigma: -1 } }],
    ['elastic.alpha is not an option, only probability, kind, grid, sigma', { elastic: { kind: 'coarse', alpha: 5 } }],
  ])('%s', (message, options) => {
    const given = options as AugmentOptions;
    expect(() => augmentWindow({ image, label }, window, { ...given, random })).toThrow(
      exactly(`augmentWindow: ${message}`),
    );
    expect(() => drawGeometry({ ...given, ...size, random })).toThrow(exactly(`drawGeometry: ${message}`));
    expect(() => drawMotion({ ...given, random })).toThrow(exactly(`drawMotion: ${message}`));
    expect(() => drawGreyValues({ ...given, random })).toThrow(exactly(`drawGreyValues: ${message}`));
    expect(() => checkAugmentOptions('train', given, 'augmentation')).toThrow(
      exactly(`train: augmentation.${message}`),
    );
  });

  test('a misspelt option is refused, also one that every object has', () => {
    expect(() => drawMotion(wrong({ rotate: 3, random }))).toThrow(
      /^drawMotion: options.rotate is not an option, only .*rotation/,
    );
    expect(() => drawMotion(wrong({ constructor: 3, random }))).toThrow(/options.constructor is not an option/);
  });

  test('undefined and a null field are as if left out', () => {
    expect(drawMotion(wrong({ rotation: undefined, elastic: null, random }))).toEqual(drawMotion({ random }));
  });
});

test.each<[string, () => unknown]>([
  [
    'augmentWindow: pair must be { image, label }, got undefined',
    () => augmentWindow(wrong(undefined), window, { random }),
  ],
  [
    'augmentWindow: label must have the size of the image, 4 x 5, got 4 x 4',
    () => augmentWindow({ image, label: randomLabel(4, 4, 2, 0) }, window, { random }),
  ],
  ['augmentWindow: window must be an object, got 3', () => augmentWindow({ image, label }, wrong(3), { random })],
  [
    'augmentWindow: window.row must be an integer, got 0.5',
    () => augmentWindow({ image, label }, { ...window, row: 0.5 }, { random }),
  ],
  [
    'augmentWindow: window.column must be an integer, got undefined',
    () => augmentWindow({ image, label }, wrong({ ...window, column: undefined }), { random }),
  ],
  [
    'augmentWindow: window.height must be a positive integer, got 0',
    () => augmentWindow({ image, label }, { ...window, height: 0 }, { random }),
  ],
  [
    'augmentWindow: window.width must be a positive integer, got -1',
    () => augmentWindow({ image, label }, { ...window, width: -1 }, { random }),
  ],
  [
    'augmentWindow: window.margin must be a non-negative integer, got -92',
    () => augmentWindow({ image, label }, { ...window, margin: -92 }, { random }),
  ],
  [
    'augmentWindow: random must be a Random made by createRandom, got 7',
    () => augmentWindow({ image, label }, window, { random: wrong(7) }),
  ],
  [
    'augmentWindow: window.labelMargin must be a non-negative integer, got 2.5',
    () => augmentWindow({ image, label }, { ...window, labelMargin: 2.5 }, { random }),
  ],
  [
    'augmentWindow: window.size is not an option, only row, column, height, width, margin, labelMargin',
    () => augmentWindow({ image, label }, wrong({ ...window, size: 2 }), { random }),
  ],
  [
    'augmentWindow: cells must have the size of the image, 4 x 5, got 5 x 4',
    () => augmentWindow({ image, label, cells: randomLabel(5, 4, 2, 0) }, window, { random }),
  ],
  [
    'augmentWindow: cells must be { height, width, data }, got 5',
    () => augmentWindow({ image, label, cells: wrong(5) }, window, { random }),
  ],
  [
    'augmentWindow: options must be an object, got undefined',
    () => augmentWindow({ image, label }, window, wrong(undefined)),
  ],
  ['drawMotion: options must be an object, got null', () => drawMotion(wrong(null))],
  ['drawGeometry: height must be a positive integer, got 0', () => drawGeometry({ height: 0, width: 1, random })],
  [
    'drawGeometry: random must be a Random made by createRandom, got null',
    () => drawGeometry({ ...size, random: wrong(null) }),
  ],
  ['drawMotion: random must be a Random made by createRandom, got undefined', () => drawMotion(wrong({}))],
  ['drawGreyValues: random must be a Random made by createRandom, got 1', () => drawGreyValues({ random: wrong(1) })],
  ['affineField: options must be an object, got undefined', () => affineField(wrong(undefined))],
  ['affineField: width must be a positive integer, got 1.5', () => affineField({ height: 1, width: 1.5 })],
  ['affineField: scale must be a finite number > 0, got 0', () => affineField({ ...size, scale: 0 })],
  ['affineField: rotation must be a finite number, got NaN', () => affineField({ ...size, rotation: Number.NaN })],
  ['affineField: shear must be below 90 degrees, got -90', () => affineField({ ...size, shear: -90 })],
  ['affineField: quarterTurns must be an integer, got 0.5', () => affineField({ ...size, quarterTurns: 0.5 })],
  ['affineField: shiftRows must be a finite number, got "1"', () => affineField({ ...size, shiftRows: wrong('1') })],
  ['affineField: flipRows must be true or false, got 1', () => affineField({ ...size, flipRows: wrong(1) })],
  [
    'affineField: options.angle is not an option, only height, width, flipRows, flipColumns, quarterTurns, scale, shear, rotation, shiftRows, shiftColumns',
    () => affineField(wrong({ ...size, angle: 3 })),
  ],
  [
    'composeAffine: motion.angle is not an option, only flipRows, flipColumns, quarterTurns, scale, shear, rotation, shiftRows, shiftColumns',
    () => composeAffine(zeroField(size), wrong({ angle: 3 })),
  ],
  [
    'composeAffine: field must be { height, width, rows, columns }, got undefined',
    () => composeAffine(wrong(undefined), {}),
  ],
  [
    'applyGreyValues: values.gain must be a finite number, got undefined',
    () => applyGreyValues(image, wrong({ ...values, gain: undefined }), { random }),
  ],
  [
    'applyGreyValues: values.gamma must be a finite number > 0, got 0',
    () => applyGreyValues(image, { ...values, gamma: 0 }, { random }),
  ],
  [
    'applyGreyValues: values.noise must be a finite number >= 0, got -1',
    () => applyGreyValues(image, { ...values, noise: -1 }, { random }),
  ],
  [
    'applyGreyValues: values must be an object, got undefined',
    () => applyGreyValues(image, wrong(undefined), { random }),
  ],
  [
    'applyGreyValues: random must be a Random made by createRandom, got 2',
    () => applyGreyValues(image, values, { random: wrong(2) }),
  ],
])('%s', (message, call) => {
  expect(call).toThrow(exactly(message));
});
