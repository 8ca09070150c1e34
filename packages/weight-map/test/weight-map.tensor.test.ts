import { labelFromArray, labelToArray, weightToArray } from '@unet/tensor';
import * as tensors from '@unet/weight-map';
import * as arrays from '@unet/weight-map/arrays';
import { expectAllClose, expectNoLeak, randomLabel } from '@unet-internal/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const array = randomLabel(19, 14, 3, 'tensors');
// Textures keep float32, but may round on the way.
const rounding = { absolute: 1e-6, relative: 1e-6 };

describe('on tensors', () => {
  let label: Awaited<ReturnType<typeof labelFromArray>>;
  beforeAll(() => {
    label = labelFromArray(array);
  });
  afterAll(() => {
    label.dispose();
  });

  it('makes weight maps as the array functions do', async () => {
    await expectNoLeak(async () => {
      const options = { kind: 'instances', gap: 1, sigma: 2, region: 'background' } as const;
      const map = await tensors.weightMap(label, options);
      const border = await tensors.borderTerm(label, { w0: 2 });
      const balance = await tensors.classBalanceMap(label, 'inverse-frequency');
      expect([map.dtype, ...map.shape]).toEqual(['float32', 19, 14]);
      expectAllClose((await weightToArray(map)).data, arrays.weightMap(array, options).data, rounding);
      expectAllClose((await weightToArray(border)).data, arrays.borderTerm(array, { w0: 2 }).data, rounding);
      const expected = arrays.classBalanceMap(array, 'inverse-frequency');
      expectAllClose((await weightToArray(balance)).data, expected.data, rounding);
      expect(await tensors.classWeights(label, 3, 'none')).toEqual(Float32Array.of(1, 1, 1));
      expect(await tensors.classWeights(label, 3)).toEqual(arrays.classWeights(array, 3));
      return [map, border, balance];
    });
  });

  it('measures distances as the array function does', async () => {
    await expectNoLeak(async () => {
      const { first, second, nearest } = await tensors.nearestTwoCells(label, { distanceTo: 'cell' });
      const expected = arrays.nearestTwoCells(array, { distanceTo: 'cell' });
      expectAllClose((await weightToArray(first)).data, expected.first, rounding);
      expectAllClose((await weightToArray(second)).data, expected.second, rounding);
      expect((await labelToArray(nearest)).data).toEqual(expected.nearest);
      return [first, second, nearest];
    });
  });

  it('makes labels as the array functions do', async () => {
    await expectNoLeak(async () => {
      const boundary = await tensors.innerBoundary(label);
      const separated = await tensors.separateInstances(label, { gap: 1 });
      const classes = await tensors.labelFromInstances(label, { gap: 1 });
      expect(await labelToArray(boundary)).toEqual(arrays.innerBoundary(array));
      expect(await labelToArray(separated)).toEqual(arrays.separateInstances(array, { gap: 1 }));
      expect(await labelToArray(classes)).toEqual(arrays.labelFromInstances(array, { gap: 1 }));
      return [boundary, separated, classes];
    });
  });

  it('leaves the label to the caller', async () => {
    (await tensors.weightMap(label)).dispose();
    expect(await labelToArray(label)).toEqual(array);
  });
});
