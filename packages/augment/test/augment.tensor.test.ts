import {
  type AugmentOptions,
  applyGreyValues,
  augmentWindow,
  noAugmentation,
  notebookAugmentation,
  paperAugmentation,
  quickAugmentation,
} from '@unet/augment';
import * as arrays from '@unet/augment/arrays';
import { cropField, type DisplacementFieldArrays } from '@unet/elastic/arrays';
import { createRandom, imageFromArray, type LabelArray, labelFromArray } from '@unet/tensor';
import { expectAllClose, expectNoLeak, expectNoRead, randomImage, randomLabel } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { nearTies } from '../../elastic/test/near-ties.ts';

const image = randomImage(20, 24, 2, 'tensor');
const label = randomLabel(20, 24, 3, 'tensor');
const cells = randomLabel(20, 24, 60, 'cells');
const everything: AugmentOptions = {
  ...{ flips: true, quarterTurns: true, scale: 1.2, shear: 5, rotation: 20, shift: 4 },
  elastic: { kind: 'dense', sigma: 3, alpha: 20, kernelSize: 9 },
  ...{ gamma: 1.3, gain: 1.2, offset: 0.1, noise: 0.05, clip: true },
  imageInterpolation: 'bicubic',
  labelInterpolation: 'bilinear',
  boundary: 'reflect',
};

/** The classes of a label, and -1 where a sample lies so near a tie that float32 may decide otherwise. */
function certain(data: ArrayLike<number>, near: Uint8Array): number[] {
  expect(near.filter((value) => value === 1).length).toBeLessThan(near.length / 10);
  return Array.from(data, (value, index) => (near[index] ? -1 : value));
}

async function expectSample(window: arrays.AugmentedWindow, options: AugmentOptions, seed: number): Promise<void> {
  const draw = (): arrays.DrawOptions => ({ ...options, random: createRandom(seed) });
  const expected = arrays.augmentWindow({ image, label, cells }, window, draw());
  const { margin = 0, labelMargin = 0 } = window;
  const context = 2 * Math.max(margin, labelMargin);
  const { height, width } = window;
  const whole = arrays.drawGeometry({ ...draw(), height: height + context, width: width + context });
  const field: DisplacementFieldArrays = cropField(whole, expected.label);
  const origin = { row: window.row - labelMargin, column: window.column - labelMargin };
  const ties = (plane: LabelArray, interpolation: 'nearest' | 'bilinear'): Uint8Array =>
    nearTies(plane, field, { interpolation, origin, boundary: options.boundary ?? 'symmetric' });
  await expectNoLeak(async () => {
    const slice = { image: imageFromArray(image), label: labelFromArray(label), cells: labelFromArray(cells) };
    const sample = await expectNoRead(() => augmentWindow(slice, window, draw()));
    expect(sample.image.shape).toEqual([height + 2 * margin, width + 2 * margin, 2]);
    expect(sample.label.shape).toEqual([height + 2 * labelMargin, width + 2 * labelMargin]);
    expect([sample.label.dtype, sample.cells!.dtype]).toEqual(['int32', 'int32']);
    expectAllClose(await sample.image.data(), expected.image.data, { absolute: 2e-5 });
    const nearLabel = ties(label, options.labelInterpolation ?? 'nearest');
    expect(certain(await sample.label.data(), nearLabel)).toEqual(certain(expected.label.data, nearLabel));
    const nearCells = ties(cells, 'nearest');
    expect(certain(await sample.cells!.data(), nearCells)).toEqual(certain(expected.cells!.data, nearCells));
    slice.image.dispose();
    slice.label.dispose();
    slice.cells.dispose();
    return sample;
  });
}

describe('augmentWindow gives the sample of the array function', () => {
  const window = { row: 4, column: 9, height: 10, width: 8, margin: 3 };

  test.each([
    ['notebook', notebookAugmentation],
    ['paper', paperAugmentation],
    ['quick', quickAugmentation],
    ['everything', everything],
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

describe('applyGreyValues agrees with the array function and keeps its input', () => {
  const nothing = { gamma: 1, gain: 1, offset: 0, noise: 0, clip: false };
  // Negative, zero, one and more.
  const grey = { ...image, data: image.data.map((value, index) => (index % 7 === 0 ? 0 : 3 * value - 1)) };

  test.each([
    ['nothing', {}],
    ['gamma', { gamma: 1.2 }],
    ['gamma below 1', { gamma: 0.83 }],
    ['gain and offset', { gain: 0.5, offset: 0.25 }],
    ['noise', { noise: 0.2 }],
    ['clip', { clip: true }],
    ['everything', { gamma: 1.5, gain: 0.5, offset: 0.25, noise: 0.1, clip: true }],
  ])('%s', async (_, change) => {
    const values = { ...nothing, ...change };
    await expectNoLeak(async () => {
      const input = imageFromArray(grey);
      const changed = await expectNoRead(() => applyGreyValues(input, values, { random: createRandom(1) }));
      const expected = arrays.applyGreyValues(grey, values, { random: createRandom(1) });
      // A GPU takes powers to some 1e-6.
      expectAllClose(await changed.data(), expected.data, { absolute: 1e-5 });
      expectAllClose(await input.data(), grey.data, { absolute: 0 });
      input.dispose();
      return changed;
    });
  });

  test('nothing is a tensor of its own', async () => {
    await expectNoLeak(async () => {
      const input = imageFromArray(grey);
      const same = applyGreyValues(input, nothing, { random: createRandom(1) });
      input.dispose();
      expectAllClose(await same.data(), grey.data, { absolute: 0 });
      return same;
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
