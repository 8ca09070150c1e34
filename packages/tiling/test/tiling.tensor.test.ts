import { tensor2d, tensor3d } from '@tensorflow/tfjs-core';
import { imageFromArray, imageToArray, labelFromArray, labelToArray } from '@unet/tensor';
import { createStitcher, extractLabelTile, extractTile, mirrorPad, planTiles } from '@unet/tiling';
import * as arrays from '@unet/tiling/arrays';
import { expectNoLeak, randomImage, randomLabel } from '@unet-internal/testing';
import { expect, test } from 'vitest';

const image = randomImage(7, 9, 2, 'image');
const label = randomLabel(7, 9, 4, 'label');
const plan = planTiles({ height: 7, width: 9, tile: 5, stride: 3, margin: 6 });
const tile = plan.tiles.at(-1)!;

test('mirrorPad, extractTile and extractLabelTile give what the array functions give, and leak nothing', async () => {
  await expectNoLeak(async () => {
    const imageTensor = imageFromArray(image);
    const labelTensor = labelFromArray(label);
    const padded = await mirrorPad(imageTensor, 8, 'reflect');
    const cut = await extractTile(imageTensor, plan, tile, 'reflect');
    const cutLabel = await extractLabelTile(labelTensor, plan, tile, 'reflect');
    const cutByDefault = await extractTile(imageTensor, plan, tile);
    expect(await imageToArray(padded)).toEqual(arrays.mirrorPad(image, 8, 'reflect'));
    expect(await imageToArray(cut)).toEqual(arrays.extractTile(image, plan, tile, 'reflect'));
    expect(await imageToArray(cutByDefault)).toEqual(arrays.extractTile(image, plan, tile, 'symmetric'));
    expect(await labelToArray(cutLabel)).toEqual(arrays.extractLabelTile(label, plan, tile, 'reflect'));
    expect(imageTensor.isDisposed || labelTensor.isDisposed).toBe(false);
    return [imageTensor, labelTensor, padded, cut, cutLabel, cutByDefault];
  });
});

test('stitching what was split gives the image back, and leaks nothing', async () => {
  const bare = planTiles({ height: 7, width: 9, tile: 5, stride: 3 });
  for (const blend of ['mean', 'centre'] as const) {
    await expectNoLeak(async () => {
      const source = imageFromArray(image);
      const stitcher = createStitcher(bare, 2, { blend });
      for (const at of bare.tiles) {
        const values = await extractTile(source, bare, at);
        await stitcher.add(at, values);
        values.dispose();
      }
      const whole = stitcher.finish();
      expect(await imageToArray(whole)).toEqual(image);
      return [source, whole];
    });
  }
});

test('options reach the array stitcher', async () => {
  const two = planTiles({ height: 3, width: 4, tile: 3, stride: 1 });
  const stitcher = createStitcher(two, 1, { blend: 'centre' });
  for (const [index, at] of two.tiles.entries()) {
    const values = imageFromArray({ height: 3, width: 3, channels: 1, data: new Float32Array(9).fill(index) });
    await stitcher.add(at, values);
    values.dispose();
  }
  const whole = stitcher.finish();
  expect((await imageToArray(whole)).data[1]).toBeCloseTo(0.2, 6);
  whole.dispose();
});

test('says what is wrong with a tensor, and leaks nothing', async () => {
  await expectNoLeak(async () => {
    const flat = tensor2d([[1, 2]], [1, 2], 'int32');
    const other = tensor3d([1, 2], [1, 2, 1]);
    await expect(mirrorPad(flat as never, 1)).rejects.toThrow('must be a [height, width, channels] float32 tensor');
    await expect(extractTile(other, plan, tile)).rejects.toThrow("image must have the plan's size (7 x 9), got 1 x 2");
    await expect(extractLabelTile(flat, plan, tile)).rejects.toThrow("label must have the plan's size (7 x 9)");
    const stitcher = createStitcher(plan, 1);
    await expect(stitcher.add(tile, other)).rejects.toThrow('values must be 5 x 5 x 1, got 1 x 2 x 1');
    expect(() => stitcher.finish()).toThrow('every pixel must be covered, got 63 uncovered');
    return [flat, other];
  });
});
