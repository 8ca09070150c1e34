import {
  applyGreyValues,
  augmentWindow,
  noAugmentation,
  notebookAugmentation,
  paperAugmentation,
  quickAugmentation,
} from '@unet/augment';
import * as arrays from '@unet/augment/arrays';
import { createRandom, imageFromArray, labelFromArray } from '@unet/tensor';
import { expectAllClose, expectNoLeak, expectNoRead, randomLabel } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { cells, everything, expectSample, image, label } from './expect-sample.ts';

describe('augmentWindow gives the sample of the array function', () => {
  const window = { row: 4, column: 9, height: 10, width: 8, margin: 3 };

  test.each([
    ['notebook', notebookAugmentation],
    ['paper', paperAugmentation],
    ['quick', quickAugmentation],
  ])('%s', async (_, options) => {
    for (const seed of [1, 2]) await expectSample(window, options, seed);
  });

  test('with context of the label, less and more than of the image, and partly outside the slice', async () => {
    await expectSample({ row: -2, column: 17, height: 6, width: 10, margin: 4, labelMargin: 2 }, everything, 3);
    await expectSample({ row: 14, column: -6, height: 9, width: 7, margin: 1, labelMargin: 5 }, everything, 4);
  });
});

describe('a window that nothing moves is a copy', () => {
  test.each([
    ['inside', { row: 4, column: 9, height: 10, width: 8, margin: 3, labelMargin: 1 }],
    ['beyond the top', { row: -2, column: 2, height: 6, width: 5 }],
    ['beyond the right', { row: 2, column: 20, height: 6, width: 9, margin: 2 }],
    ['beyond everything', { row: -50, column: -70, height: 90, width: 100 }],
  ])('%s', async (_, window) => {
    const at = { margin: 0, labelMargin: 0, ...window };
    for (const boundary of ['symmetric', 'reflect'] as const) {
      const options = { ...noAugmentation, boundary, random: createRandom(1) };
      await expectNoLeak(async () => {
        const slice = { image: imageFromArray(image), label: labelFromArray(label), cells: labelFromArray(cells) };
        const sample = await expectNoRead(() => augmentWindow(slice, at, options));
        slice.image.dispose();
        slice.label.dispose();
        slice.cells.dispose();
        const expected = arrays.augmentWindow({ image, label, cells }, at, options);
        expectAllClose(await sample.image.data(), expected.image.data, { absolute: 0 });
        expect([...(await sample.label.data())]).toEqual([...expected.label.data]);
        expect([...(await sample.cells!.data())]).toEqual([...expected.cells!.data]);
        return sample;
      });
    }
  });

  test('without cells there are none', async () => {
    await expectNoLeak(() => {
      const slice = { image: imageFromArray(image), label: labelFromArray(label) };
      const window = { row: 4, column: 9, height: 10, width: 8 };
      for (const options of [noAugmentation, quickAugmentation]) {
        const sample = augmentWindow(slice, window, { ...options, random: createRandom(1) });
        expect(Object.keys(sample)).toEqual(['image', 'label']);
        sample.image.dispose();
        sample.label.dispose();
      }
      slice.image.dispose();
      slice.label.dispose();
    });
  });
});

test('bad calls leave nothing over', async () => {
  await expectNoLeak(() => {
    const wrong = (value: unknown): never => value as never;
    const slice = { image: imageFromArray(image), label: labelFromArray(label) };
    const other = labelFromArray(randomLabel(4, 4, 2, 0));
    const window = { row: 0, column: 0, height: 4, width: 4 };
    const random = createRandom(1);
    expect(() => augmentWindow({ ...slice, label: other }, window, { random })).toThrow(
      'augmentWindow: label must have the size of the image, 20 x 24, got 4 x 4',
    );
    expect(() => augmentWindow({ ...slice, cells: other }, window, { random })).toThrow(
      'augmentWindow: cells must have the size of the image, 20 x 24, got 4 x 4',
    );
    expect(() => augmentWindow(wrong({ image, label }), window, { random })).toThrow(
      'augmentWindow: image must be a [height, width, channels] float32 tensor, got',
    );
    expect(() => augmentWindow(slice, window, wrong({ random, rotate: 3 }))).toThrow(
      'augmentWindow: options.rotate is not an option, only',
    );
    expect(() => augmentWindow(slice, wrong({ ...window, size: 4 }), { random })).toThrow(
      'augmentWindow: window.size is not an option, only',
    );
    expect(() => applyGreyValues(slice.image, wrong({}), { random })).toThrow(
      'applyGreyValues: values.gamma must be a finite number > 0, got undefined',
    );
    slice.image.dispose();
    slice.label.dispose();
    other.dispose();
  });
});
