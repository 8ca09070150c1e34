import { createTileSource, type LabelledSlice, largestTile, type TileSourceOptions } from '@unet/trainer';
import { describe, expect, test } from 'vitest';
import { labelOf, placeImage, tinyConfig } from './tiny.ts';

const slice: LabelledSlice = { name: 'a.tif', image: placeImage(8, 12), label: labelOf(8, 12, (row) => row % 2) };
const deeper = { ...tinyConfig, depth: 2 };

function refused(
  slices: readonly LabelledSlice[],
  options: Partial<TileSourceOptions>,
  message: string,
  error: typeof RangeError | typeof TypeError = RangeError,
): void {
  const call = () => createTileSource(slices, { config: tinyConfig, ...options });
  expect(call).toThrow(new error(`createTileSource: ${message}`));
}

describe('tiles', () => {
  test.each([
    [21, 'are 20 and 22'],
    [17, 'is 18'],
    [1, 'is 18'],
  ])('%d is not legal', (tile, nearest) => {
    refused([slice], { tile }, `tile must be a legal input size (nearest ${nearest}), got ${tile}`);
  });

  test.each([0, -4, 20.5, Number.NaN])('%d is no size', (tile) => {
    refused([slice], { tile }, `tile must be a positive integer, got ${tile}`);
  });

  test('a slice that is too small is named, with the largest tile that fits into all', () => {
    const large = { image: placeImage(40, 40), label: labelOf(40, 40, () => 0) };
    const message =
      'a.tif (8 x 12) is too small for tile 30, whose output is 14 x 14; the largest tile that fits is 24';
    refused([large, slice], { tile: 30 }, message);
    createTileSource([large, slice], { config: tinyConfig, tile: 24 });
    const { image, label } = slice;
    refused([large, { image, label }], { tile: 30 }, message.replace('a.tif', 'slice 1'));
  });

  test('beyond the default limit, too', () => {
    const large = { image: placeImage(600, 640), label: labelOf(600, 640, () => 0) };
    refused(
      [large],
      { tile: 620 },
      'slice 0 (600 x 640) is too small for tile 620, whose output is 604 x 604; the largest tile that fits is 616',
    );
  });

  test('no tile fits at all', () => {
    const small = { image: placeImage(1, 5), label: labelOf(1, 5, () => 0) };
    const message = 'slices must be at least 4 pixels high and wide for this network, got 1';
    refused([small], { config: deeper }, message);
    expect(() => largestTile(deeper, [small])).toThrow(new RangeError(`largestTile: ${message}`));
  });

  test('the stride must not miss pixels', () => {
    const call = () => createTileSource([slice], { config: tinyConfig, tile: 20, stride: 5 });
    expect(call).toThrow(
      'planTiles: stride must be at most the tile or pixels are missed, got height 5 for a tile of 4',
    );
  });
});

describe('slices', () => {
  test('none', () => {
    refused([], {}, 'slices must be a list of at least one slice, got Array(0)');
    refused(undefined as unknown as LabelledSlice[], {}, 'slices must be a list of at least one slice, got undefined');
    expect(() => largestTile(tinyConfig, [])).toThrow(
      new RangeError('largestTile: slices must be a list of at least one slice, got Array(0)'),
    );
  });

  test('a label of another size', () => {
    const label = labelOf(8, 11, () => 0);
    refused([slice, { ...slice, label }], {}, "a.tif: label must have the image's size 8 x 12, got 8 x 11");
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
  refused([slice], { placement: 'anywhere' as 'grid' }, `placement must be 'grid' or 'random', got "anywhere"`);
  refused([slice], { labels: 'cells' as 'classes' }, `labels must be 'classes' or 'instances', got "cells"`);
  refused(
    [slice],
    { labels: 'instances', config: { ...tinyConfig, classes: 3 } },
    `labels 'instances' must go with a network of 2 classes, got 3`,
  );
  refused(
    [slice],
    { weights: { kind: 'instances' } },
    `weights.kind must be that of labels, 'classes', got "instances"`,
  );
  refused(
    [slice],
    { labels: 'instances', weights: { kind: 'classes' } },
    `weights.kind must be that of labels, 'instances', got "classes"`,
  );
});

test.each([-1, 0.5, Number.NaN])('there is no sample %d', (index) => {
  const source = createTileSource([slice], { config: tinyConfig });
  expect(() => source.sample(index)).toThrow(
    new RangeError(`SampleSource.sample: index must be a non-negative integer, got ${index}`),
  );
});
