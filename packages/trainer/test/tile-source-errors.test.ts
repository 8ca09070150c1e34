import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import { createTileSource, type TileSourceOptions } from '@unet/trainer/arrays';
import { describe, expect, test } from 'vitest';
import { labelOf, placeImage, tinyConfig } from './tiny.ts';

const slice: LabelledSliceArrays = { name: 'a.tif', image: placeImage(8, 12), label: labelOf(8, 12, (row) => row % 2) };
const deeper = { ...tinyConfig, depth: 2 };

function refused(
  slices: readonly LabelledSliceArrays[],
  options: Partial<TileSourceOptions>,
  message: string,
  error: typeof RangeError | typeof TypeError = RangeError,
): void {
  const call = () => createTileSource(slices, { config: tinyConfig, ...options });
  expect(call).toThrow(new error(`createTileSource: ${message}`));
}

describe('sizes', () => {
  test.each([
    [21, '20 or 22'],
    [17, '18'],
    [1, '18'],
  ])('%d is not legal', (inputSize, nearest) => {
    refused([slice], { inputSize }, `inputSize must be a legal input size (nearest ${nearest}), got ${inputSize}`);
  });

  test.each([0, -4, 20.5, Number.NaN])('%d is no size', (inputSize) => {
    refused([slice], { inputSize }, `inputSize must be a positive integer, got ${inputSize}`);
  });

  test('a slice that is too small is named, with the largest input size that fits into all', () => {
    const large = { image: placeImage(40, 40), label: labelOf(40, 40, () => 0) };
    const message =
      'a.tif (8 x 12) is too small for inputSize 30, whose output is 14 x 14; the largest input size that fits is 24';
    refused([large, slice], { inputSize: 30 }, message);
    createTileSource([large, slice], { config: tinyConfig, inputSize: 24 });
    const { image, label } = slice;
    refused([large, { image, label }], { inputSize: 30 }, message.replace('a.tif', 'slice 1'));
  });

  test('beyond the default limit, too', () => {
    const large = { image: placeImage(600, 640), label: labelOf(600, 640, () => 0) };
    refused(
      [large],
      { inputSize: 620 },
      'slice 0 (600 x 640) is too small for inputSize 620, whose output is 604 x 604; the largest input size that fits is 616',
    );
  });

  test('no tile fits at all', () => {
    const small = { image: placeImage(1, 5), label: labelOf(1, 5, () => 0) };
    const message = 'slices must be at least 4 pixels high and wide for this network, got 1';
    refused([small], { config: deeper }, message);
  });

  test('the stride must not miss pixels', () => {
    refused(
      [slice],
      { inputSize: 20, stride: 5 },
      "stride must be an integer from 1 to the output's side, 4, or pixels are missed, got 5",
    );
  });
});

describe('slices', () => {
  test('none', () => {
    refused([], {}, 'slices must be a list of at least one slice, got Array(0)');
    refused(
      undefined as unknown as LabelledSliceArrays[],
      {},
      'slices must be a list of at least one slice, got undefined',
      TypeError,
    );
    refused([null as never], {}, 'slice 0 must be { image, label }, got null', TypeError);
  });

  test('a label of another size', () => {
    const label = labelOf(8, 11, () => 0);
    refused([slice, { ...slice, label }], {}, 'a.tif: label must have the size of the image, 8 x 12, got 8 x 11');
  });

  test('other channels', () => {
    const config = { ...tinyConfig, channels: 3 };
    refused([slice], { config }, 'a.tif: image must have 3 channels, got 1');
  });

  test('classes that the network has not', () => {
    const label = labelOf(8, 12, (row, column) => (row === 2 && column === 5 ? 2 : 0));
    refused([{ ...slice, label }], {}, 'a.tif: label must be from 0 to 1, got 2 at row 2, column 5');
    createTileSource([{ ...slice, label }], { config: { ...tinyConfig, classes: 3 } });
    const negative = labelOf(8, 12, (row) => (row === 7 ? -1 : 0));
    refused([{ ...slice, label: negative }], {}, 'a.tif: label must be from 0 to 1, got -1 at row 7, column 0');
    refused(
      [{ ...slice, label: negative }],
      { labels: 'instances' },
      'a.tif: label must be at least 0, got -1 at row 7, column 0',
    );
  });

  test('an image that is none', () => {
    const image = { ...slice.image, data: new Float64Array(96) as unknown as Float32Array };
    refused(
      [{ ...slice, image }],
      {},
      'a.tif: image.data must be of type Float32Array, got Float64Array(96)',
      TypeError,
    );
  });
});

test('options that make no sense', () => {
  refused([slice], { placement: 'anywhere' as 'grid' }, 'placement must be "grid" or "random", got "anywhere"');
  refused([slice], { labels: 'cells' as 'classes' }, 'labels must be "classes" or "instances", got "cells"');
  refused(
    [slice],
    { labels: 'instances', config: { ...tinyConfig, classes: 3 } },
    'labels "instances" must go with a network of 2 classes, got 3',
  );
  refused(
    [slice],
    { weights: { kind: 'instances' } },
    'weights.kind must be that of labels, "classes", got "instances"',
  );
  refused(
    [slice],
    { labels: 'instances', weights: { kind: 'classes' } },
    'weights.kind must be that of labels, "instances", got "classes"',
  );
});

test.each([
  [
    { augment: {} },
    'options.augment is not an option, only config, inputSize, stride, placement, augmentation, labels, weights, seed',
  ],
  [{ tile: 20 }, /^createTileSource: options\.tile is not an option, only /],
  [{ augmentation: { rotate: 3 } }, /^createTileSource: augmentation\.rotate is not an option, only flips, /],
  [{ weights: { sigmaa: 3 } }, /^createTileSource: weights\.sigmaa is not an option, only kind, /],
  [{ config: { ...tinyConfig, dept: 1 } }, /^createTileSource: config\.dept is not an option, only depth, /],
])('an unknown option is refused: %o', (options, message) => {
  const call = () => createTileSource([slice], { config: tinyConfig, ...options } as never);
  expect(call).toThrow(typeof message === 'string' ? new TypeError(`createTileSource: ${message}`) : message);
});

test('options that are out of range name themselves', () => {
  refused([slice], { augmentation: { noise: -1 } }, 'augmentation.noise must be a finite number >= 0, got -1');
  refused([slice], { weights: { sigma: 0 } }, 'weights.sigma must be a finite number > 0, got 0');
  refused([slice], { weights: { balance: [1] } }, 'weights.balance must have one weight for each of 2 classes, got 1');
});

test('tensors are for the main entry', () => {
  const tensor = { shape: [8, 12, 1], dtype: 'float32', dataId: {} };
  refused(
    [{ image: tensor, label: tensor } as never],
    {},
    'slice 0: image must be { height, width, channels, data }, got [8,12,1] float32 tensor',
    TypeError,
  );
});

test.each([-1, 0.5, Number.NaN])('there is no sample %d', (index) => {
  const source = createTileSource([slice], { config: tinyConfig });
  expect(() => source.sample(index)).toThrow(
    new RangeError(`SampleSource.sample: index must be a non-negative integer, got ${index}`),
  );
});
