import { disposeField, warpImage, warpLabel } from '@unet/elastic';
import * as arrays from '@unet/elastic/arrays';
import { createRandom, type ImageArray, imageFromArray, type LabelArray, labelFromArray } from '@unet/tensor';
import { expectAllClose, expectNoLeak, expectNoRead } from '@unet-internal/testing';
import { expect } from 'vitest';
import { nearTies } from './near-ties.ts';
import { fieldFromArrays } from './tensor-fields.ts';

export const boundaries = ['symmetric', 'reflect'] as const;
// Far beyond every border of the sources below: the mirror images of mirror images are reached.
export const field: arrays.DisplacementFieldArrays = arrays.coarseField({
  height: 9,
  width: 11,
  random: createRandom(1),
  sigma: 12,
});

/** Warps on the device, without a read, as the array function does. */
export async function expectImage(
  image: ImageArray,
  by: arrays.DisplacementFieldArrays,
  options: arrays.WarpImageOptions,
  absolute: number,
): Promise<void> {
  await expectNoLeak(async () => {
    const input = imageFromArray(image);
    const moving = fieldFromArrays(by);
    const warped = await expectNoRead(() => warpImage(input, moving, options));
    expect(warped.shape).toEqual([by.height, by.width, image.channels]);
    expectAllClose(await warped.data(), arrays.warpImage(image, by, options).data, { absolute });
    // Both are still there.
    expectAllClose(await input.data(), image.data, { absolute: 0 });
    disposeField(moving);
    input.dispose();
    return warped;
  });
}

/** Likewise, but for pixels so near a tie that float32 may decide otherwise. */
export async function expectLabel(
  label: LabelArray,
  by: arrays.DisplacementFieldArrays,
  options: arrays.WarpLabelOptions,
): Promise<void> {
  await expectNoLeak(async () => {
    const input = labelFromArray(label);
    const moving = fieldFromArrays(by);
    const warped = await expectNoRead(() => warpLabel(input, moving, options));
    expect(warped.shape).toEqual([by.height, by.width]);
    expect(warped.dtype).toBe('int32');
    const found = await warped.data();
    const near = nearTies(label, by, options);
    // Ties are rare, or there would be nothing to compare.
    expect(near.filter((value) => value === 1).length).toBeLessThan(near.length / 10);
    const expected = arrays.warpLabel(label, by, options).data.map((value, index) => (near[index] ? -1 : value));
    expect([...found].map((value, index) => (near[index] ? -1 : value))).toEqual([...expected]);
    disposeField(moving);
    input.dispose();
    return warped;
  });
}
