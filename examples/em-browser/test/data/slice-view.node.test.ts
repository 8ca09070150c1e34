import { defaultHeldOut } from '@unet/run/arrays';
import { describe, expect, test } from 'vitest';
import { datasetOf } from '../../src/data/dataset-of.ts';
import { type SliceView, viewOf } from '../../src/data/slice-view.ts';
import { summarise } from '../../src/data/summary.ts';

describe('thumbnails', () => {
  test('a small slice is as it is', () => {
    const image = { height: 1, width: 2, channels: 1, data: Float32Array.of(0, 0.2) };
    const label = { height: 1, width: 2, data: Int32Array.of(0, 1) };
    const view = viewOf('a', image, label);
    expect(view).toMatchObject({ name: 'a', height: 1, width: 2, channels: 1, inside: 0.5 });
    expect([...view.thumbnail.image]).toEqual([0, 0, 0, 255, 51, 51, 51, 255]);
    expect([...view.thumbnail.inside]).toEqual([0, 255]);
  });

  test('colours stay apart, values out of range are clamped', () => {
    const image = { height: 1, width: 1, channels: 3, data: Float32Array.of(0.2, 7, -1) };
    const { thumbnail, inside } = viewOf('a', image, undefined);
    expect([...thumbnail.image]).toEqual([51, 255, 0, 255]);
    expect([...thumbnail.inside]).toEqual([0]);
    expect(inside).toBeUndefined();
  });

  test('a large slice is made of means of blocks, the last ones narrower', () => {
    // 321 columns: blocks of 3, 107 of them.
    const width = 321;
    const data = Float32Array.from({ length: 2 * width }, (_, pixel) =>
      pixel % width < 3 ? [0, 0.3, 0.6][pixel % width]! : 1,
    );
    const label = {
      height: 2,
      width,
      data: Int32Array.from({ length: 2 * width }, (_, pixel) => (pixel % width === 0 ? 1 : 0)),
    };
    const { thumbnail } = viewOf('a', { height: 2, width, channels: 1, data }, label);
    expect(thumbnail).toMatchObject({ height: 1, width: 107 });
    expect(thumbnail.image[0]).toBe(Math.round(255 * 0.3));
    expect(thumbnail.image[4 * 106]).toBe(255);
    expect([...thumbnail.inside.subarray(0, 2)]).toEqual([85, 0]);
  });
});

describe('summary', () => {
  const view = (height: number, channels: number, inside?: number): SliceView => ({
    ...viewOf('a', { height: 1, width: 1, channels, data: new Float32Array(channels) }, undefined),
    height,
    width: 10,
    inside,
  });

  test('of equal slices', () => {
    expect(summarise([view(10, 1, 0.5), view(10, 1, 0.8)])).toEqual([
      '2 slices',
      '10 x 10 pixels',
      'grey',
      '65\u00a0% of the pixels inside of cells',
    ]);
  });

  test('of different sizes, the most frequent first; the share is of pixels, not of slices', () => {
    expect(summarise([view(30, 3, 1), view(10, 3, 0), view(10, 3, 0), view(10, 3)])).toEqual([
      '4 slices',
      '10 x 10 (3), 30 x 10 (1) pixels',
      '3 channels',
      '60\u00a0% of the pixels inside of cells',
    ]);
  });

  test('without a label, and of none', () => {
    expect(summarise([view(10, 1), view(10, 3)])).toEqual(['2 slices', '10 x 10 pixels', 'grey and colour']);
    expect(summarise([])).toEqual(['0 slices']);
  });
});

describe('dataset', () => {
  const slices = Array.from({ length: 12 }, (_, index) => ({
    name: `${index}`,
    image: { height: 1, width: 1, channels: 1, data: new Float32Array(1) },
    label: { height: 1, width: 1, data: new Int32Array(1) },
  }));
  const phantom = (choice: { seed: number; count: number; size: number }, heldOut = 2) =>
    datasetOf({ record: { origin: 'phantom', choice, heldOut }, slices }).id;

  test('a sixth is held out', () => {
    expect([2, 3, 8, 9, 12, 30].map(defaultHeldOut)).toEqual([1, 1, 1, 2, 2, 5]);
  });

  test('other slices, and other slices held out, have another id', () => {
    expect(phantom({ seed: 1, count: 12, size: 256 })).toBe('phantom-1');
    expect(phantom({ seed: 1, count: 12, size: 256 }, 3)).toBe('phantom-1-held-out-3');
    expect(phantom({ seed: 7, count: 12, size: 128 })).toBe('phantom-7-12-128');
    const record = { origin: 'files', id: 'files-5', description: 'a.tif + b.tif', heldOut: 2 } as const;
    expect(datasetOf({ record, slices })).toMatchObject({
      id: 'files-5',
      description: 'a.tif + b.tif',
      origin: 'files',
    });
  });
});
