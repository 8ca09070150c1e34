import { phantomSlices } from '@unet/phantom/arrays';
import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import { predictionAlarm, sliceAlarms } from '@unet/trainer/arrays';
import { describe, expect, test } from 'vitest';
import { labelOf, placeImage } from './tiny.ts';

const phantoms = phantomSlices({ seed: 1, count: 3 });

function exchanged({ image, label }: LabelledSliceArrays): LabelledSliceArrays {
  return { image, label: { ...label, data: label.data.map((value) => 1 - value) } };
}

describe('slices', () => {
  test('a constant image, by the name of its slice', () => {
    const image = { height: 2, width: 2, channels: 1, data: new Float32Array(4).fill(0.5) };
    const label = { height: 2, width: 2, data: Int32Array.of(0, 1, 1, 1) };
    expect(sliceAlarms([{ name: 'a.tif', image, label }])).toEqual([
      { kind: 'image-constant', message: 'a.tif: image has the same value everywhere' },
    ]);
  });

  test('a label of one class, by the place of its slice', () => {
    const empty = { image: placeImage(2, 2), label: labelOf(2, 2, () => 0) };
    const full = { image: placeImage(2, 2), label: labelOf(2, 2, () => 1) };
    expect(sliceAlarms([empty, full])).toEqual([
      { kind: 'label-empty', message: 'slice 0: label has only class 0' },
      { kind: 'label-empty', message: 'slice 1: label has only class 1' },
    ]);
  });

  test('labels of tissue are quiet, and not when 0 and 1 are exchanged', () => {
    expect(sliceAlarms(phantoms)).toEqual([]);
    const message = 'label looks inverted: class 0 makes the separate cells, class 1 the net between them';
    expect(sliceAlarms(phantoms.map(exchanged))).toEqual(
      phantoms.map((_, index) => ({ kind: 'label-inverted', message: `slice ${index}: ${message}` })),
    );
  });

  test('sparse cells on much background are quiet', () => {
    const label = labelOf(20, 20, (row, column) => (row % 10 < 3 && column % 10 < 3 ? 1 : 0));
    expect(sliceAlarms([{ image: placeImage(20, 20), label }])).toEqual([]);
  });

  test('cells of several classes are quiet', () => {
    const label = labelOf(20, 20, (row, column) => (row % 10 < 3 && column % 10 < 3 ? 1 + (row > 9 ? 1 : 0) : 0));
    expect(sliceAlarms([{ image: placeImage(20, 20), label }])).toEqual([]);
  });
});

describe('prediction', () => {
  test('one class everywhere', () => {
    const data = Float32Array.of(0.25, 0.75, 0.4, 0.6);
    expect(predictionAlarm('step 5', { height: 1, width: 2, channels: 2, data })).toEqual({
      kind: 'prediction-one-class',
      message: 'step 5: every pixel is predicted as class 1',
    });
  });

  test('also of a class map', () => {
    expect(
      predictionAlarm(
        'a.tif',
        labelOf(2, 2, () => 0),
      )?.message,
    ).toBe('a.tif: every pixel is predicted as class 0');
    expect(
      predictionAlarm(
        'a.tif',
        labelOf(2, 2, (row) => row),
      ),
    ).toBeUndefined();
  });

  test('two classes, if only in the last pixel', () => {
    const data = Float32Array.of(0.25, 0.75, 0.4, 0.6, 0.6, 0.4);
    expect(predictionAlarm('step 5', { height: 1, width: 3, channels: 2, data })).toBeUndefined();
  });
});

test('what is no slice or prediction', () => {
  expect(() => sliceAlarms([])).toThrow(
    new RangeError('sliceAlarms: slices must be a list of at least one slice, got Array(0)'),
  );
  expect(() => sliceAlarms([{ name: 'a.tif' } as LabelledSliceArrays])).toThrow(
    new TypeError('sliceAlarms: a.tif: image must be { height, width, channels, data }, got undefined'),
  );
  expect(() => predictionAlarm('step 5', [] as never)).toThrow(
    new TypeError('predictionAlarm: prediction must be { height, width, data }, got Array(0)'),
  );
});
