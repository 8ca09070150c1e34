import { type AugmentOptions, augmentWindow } from '@unet/augment';
import * as arrays from '@unet/augment/arrays';
import { cropField, type DisplacementFieldArrays } from '@unet/elastic/arrays';
import { createRandom, type ImageArray, imageFromArray, type LabelArray, labelFromArray } from '@unet/tensor';
import { expectAllClose, expectNoLeak, expectNoRead, randomImage, randomLabel } from '@unet-internal/testing';
import { expect } from 'vitest';
import { nearTies } from '../../elastic/test/near-ties.ts';

export const image: ImageArray = randomImage(20, 24, 2, 'tensor');
export const label: LabelArray = randomLabel(20, 24, 3, 'tensor');
export const cells: LabelArray = randomLabel(20, 24, 60, 'cells');
export const everything: AugmentOptions = {
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

/** Draws a sample on the device, without a read, as the array function does. */
export async function expectSample(
  window: arrays.AugmentedWindow,
  options: AugmentOptions,
  seed: number,
): Promise<void> {
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
