import type { ImageArray, LabelArray, SampleArrays, WeightArray } from '@unet/tensor/arrays';
import {
  checkFiniteImage,
  checkImageArray,
  checkLabelArray,
  checkSampleArrays,
  checkWeightArray,
} from '@unet/tensor/internal';
import { describe, expect, test } from 'vitest';

const image: ImageArray = { height: 2, width: 3, channels: 2, data: new Float32Array(12) };
const label: LabelArray = { height: 2, width: 3, data: new Int32Array(6) };
const weight: WeightArray = { height: 2, width: 3, data: new Float32Array(6) };
const sample: SampleArrays = { image, label, weight };

test('whole arrays pass', () => {
  expect(() => checkImageArray('f', 'image', image)).not.toThrow();
  expect(() => checkLabelArray('f', 'label', label)).not.toThrow();
  expect(() => checkWeightArray('f', 'weight', weight)).not.toThrow();
  expect(() => checkSampleArrays('f', 'sample', sample)).not.toThrow();
});

test('values are not looked at: NaN and infinity are for the caller to look for', () => {
  const data = Float32Array.of(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 1, 2);
  expect(() => checkWeightArray('f', 'weight', { ...weight, data })).not.toThrow();
});

describe('checkImageArray', () => {
  test.each([
    [undefined, new TypeError('f: image must be { height, width, channels, data }, got undefined')],
    [null, new TypeError('f: image must be { height, width, channels, data }, got null')],
    [5, new TypeError('f: image must be { height, width, channels, data }, got 5')],
    [[1], new TypeError('f: image must be { height, width, channels, data }, got Array(1)')],
    [
      { shape: [2, 3, 2], dtype: 'float32', dataId: {}, height: 2, width: 3, channels: 2, data: new Float32Array(12) },
      new TypeError('f: image must be { height, width, channels, data }, got [2,3,2] float32 tensor'),
    ],
    [{ ...image, height: 0 }, new RangeError('f: image.height must be a positive integer, got 0')],
    [{ ...image, width: 1.5 }, new RangeError('f: image.width must be a positive integer, got 1.5')],
    [{ ...image, channels: '2' }, new RangeError('f: image.channels must be a positive integer, got "2"')],
    [label, new TypeError('f: image must be { height, width, channels, data }, got { height, width, data }')],
    [{ ...image, channels: undefined }, new RangeError('f: image.channels must be a positive integer, got undefined')],
    [{ ...image, height: Number.NaN }, new RangeError('f: image.height must be a positive integer, got NaN')],
    [
      { ...image, data: new Float64Array(12) },
      new TypeError('f: image.data must be of type Float32Array, got Float64Array(12)'),
    ],
    [{ ...image, data: undefined }, new TypeError('f: image.data must be of type Float32Array, got undefined')],
    [{ ...image, data: new Float32Array(6) }, new RangeError('f: image.data must hold 2 x 3 x 2 = 12 values, got 6')],
  ])('refuses wrong image %#', (value, error) => {
    expect(() => checkImageArray('f', 'image', value as ImageArray)).toThrow(error);
  });
});

describe('checkLabelArray', () => {
  test.each([
    [null, new TypeError('f: label must be { height, width, data }, got null')],
    [{ ...label, height: -2 }, new RangeError('f: label.height must be a positive integer, got -2')],
    [{ ...label, width: 0 }, new RangeError('f: label.width must be a positive integer, got 0')],
    [weight, new TypeError('f: label.data must be of type Int32Array, got Float32Array(6)')],
    [{ ...label, data: new Int32Array(7) }, new RangeError('f: label.data must hold 2 x 3 = 6 values, got 7')],
  ])('refuses wrong label %#', (value, error) => {
    expect(() => checkLabelArray('f', 'label', value as LabelArray)).toThrow(error);
  });
});

describe('checkWeightArray', () => {
  test.each([
    ['w', new TypeError('f: weight must be { height, width, data }, got "w"')],
    [{ ...weight, width: undefined }, new RangeError('f: weight.width must be a positive integer, got undefined')],
    [label, new TypeError('f: weight.data must be of type Float32Array, got Int32Array(6)')],
    [{ ...weight, data: new Float32Array(5) }, new RangeError('f: weight.data must hold 2 x 3 = 6 values, got 5')],
  ])('refuses wrong weight %#', (value, error) => {
    expect(() => checkWeightArray('f', 'weight', value as WeightArray)).toThrow(error);
  });
});

describe('checkSampleArrays', () => {
  const low: WeightArray = { height: 1, width: 3, data: new Float32Array(3) };
  const narrow: WeightArray = { height: 2, width: 2, data: new Float32Array(4) };
  const tall: SampleArrays = {
    image,
    label: { height: 3, width: 3, data: new Int32Array(9) },
    weight: { height: 3, width: 3, data: new Float32Array(9) },
  };
  const wide: SampleArrays = {
    image,
    label: { height: 2, width: 4, data: new Int32Array(8) },
    weight: { height: 2, width: 4, data: new Float32Array(8) },
  };

  test('label and weight may be smaller than the image', () => {
    const small = { image, label: { height: 1, width: 3, data: new Int32Array(3) }, weight: low };
    expect(() => checkSampleArrays('f', 'sample', small)).not.toThrow();
  });

  test.each([
    [undefined, new TypeError('f: sample must be { image, label, weight }, got undefined')],
    [{ ...sample, image: null }, new TypeError('f: sample.image must be { height, width, channels, data }, got null')],
    [
      { ...sample, label: weight },
      new TypeError('f: sample.label.data must be of type Int32Array, got Float32Array(6)'),
    ],
    [{ ...sample, weight: 1 }, new TypeError('f: sample.weight must be { height, width, data }, got 1')],
    [{ ...sample, weight: low }, new RangeError('f: sample.weight must have the size of the label, 2 x 3, got 1 x 3')],
    [
      { ...sample, weight: narrow },
      new RangeError('f: sample.weight must have the size of the label, 2 x 3, got 2 x 2'),
    ],
    [tall, new RangeError('f: sample.label must not be larger than the image, 2 x 3, got 3 x 3')],
    [wide, new RangeError('f: sample.label must not be larger than the image, 2 x 3, got 2 x 4')],
  ])('refuses wrong sample %#', (value, error) => {
    expect(() => checkSampleArrays('f', 'sample', value as SampleArrays)).toThrow(error);
  });
});

test('checkFiniteImage names the first pixel that is not finite', () => {
  expect(() => checkFiniteImage('f', 'image', image)).not.toThrow();
  const data = new Float32Array(12);
  data[9] = Number.NEGATIVE_INFINITY;
  data[11] = Number.NaN;
  expect(() => checkFiniteImage('f', 'image', { ...image, data })).toThrow(
    new RangeError('f: image must be finite, got -Infinity at row 1, column 1'),
  );
});
