import { backend, memory, tensor2d, tensor3d, tidy } from '@tensorflow/tfjs-core';
import { type Boundary, type Image, imageFromArray, imageToArray, labelFromArray, labelToArray } from '@unet/tensor';
import { createStitcher, extractLabelTile, extractTile, mirrorPad, planTiles } from '@unet/tiling';
import * as arrays from '@unet/tiling/arrays';
import { expectAllClose, expectNoLeak, expectNoRead, randomImage, randomLabel } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';

const image = randomImage(7, 9, 2, 'image');
const label = randomLabel(7, 9, 4, 'label');
const plan = planTiles({ height: 7, width: 9, outputSize: 5, stride: 3, margin: 6 });

describe('mirrorPad, extractTile and extractLabelTile', () => {
  test('are symmetric by default', async () => {
    await expectNoLeak(async () => {
      const pixels = imageFromArray(image);
      const classes = labelFromArray(label);
      const padded = mirrorPad(pixels, 2);
      const cut = extractTile(pixels, plan, plan.tiles[0]!);
      const overhang = planTiles({ height: 7, width: 9, outputSize: 8, align: 8 });
      const cutLabel = extractLabelTile(classes, overhang, overhang.tiles[1]!);
      expect(await imageToArray(padded)).toEqual(arrays.mirrorPad(image, 2, { boundary: 'symmetric' }));
      expect(await imageToArray(cut)).toEqual(arrays.extractTile(image, plan, plan.tiles[0]!));
      expect(await labelToArray(cutLabel)).toEqual(arrays.extractLabelTile(label, overhang, overhang.tiles[1]!));
      return [pixels, classes, padded, cut, cutLabel];
    });
  });

  test('say what is wrong with an argument, and leak nothing', async () => {
    await expectNoLeak(() => {
      const flat = tensor2d([[1, 2]], [1, 2], 'int32');
      const other = tensor3d([1, 2], [1, 2, 1]);
      const tile = plan.tiles[0]!;
      expect(() => mirrorPad(flat as never, 1)).toThrow(
        new TypeError('mirrorPad: image must be a [height, width, channels] float32 tensor, got [1,2] int32 tensor'),
      );
      expect(() => mirrorPad(image as never, 1)).toThrow(
        new TypeError(
          'mirrorPad: image must be a [height, width, channels] float32 tensor, got { height, width, channels, data }',
        ),
      );
      expect(() => mirrorPad(other, -1)).toThrow(
        new RangeError('mirrorPad: margin must be a non-negative integer, got -1'),
      );
      expect(() => mirrorPad(other, 1, { boundary: 'edge' as Boundary })).toThrow(
        new RangeError('mirrorPad: boundary must be "symmetric" or "reflect", got "edge"'),
      );
      expect(() => extractTile(other, plan, tile)).toThrow(
        new RangeError("extractTile: image must have the plan's size (7 x 9), got 1 x 2"),
      );
      expect(() => extractLabelTile(flat, plan, tile)).toThrow(
        new RangeError("extractLabelTile: label must have the plan's size (7 x 9), got 1 x 2"),
      );
      const two = planTiles({ height: 1, width: 2, outputSize: 1 });
      expect(() => extractTile(other, two, { row: 0, column: 2 })).toThrow(
        new RangeError('extractTile: tile.column must be an integer from 0 to 1, got 2'),
      );
      expect(() => extractLabelTile(flat, two, tile, { mode: 'reflect' } as object)).toThrow(
        new TypeError('extractLabelTile: options.mode is not an option, only boundary'),
      );
      return [flat, other];
    });
  });
});

describe('createStitcher', () => {
  test('keeps no tensor of the caller’s, outlives a tidy, and gives its image to the tidy around finish', async () => {
    const plan = planTiles({ height: 2, width: 4, outputSize: 2 });
    const before = memory().numTensors;
    const stitcher = createStitcher(plan, { channels: 1, blend: 'centre' });
    const values = tensor3d([1, 2, 3, 4], [2, 2, 1]);
    tidy(() => stitcher.add(plan.tiles[0]!, values));
    values.dispose();
    tidy(() => stitcher.add(plan.tiles[1]!, tensor3d([5, 6, 7, 8], [2, 2, 1])));
    const whole = tidy(() => stitcher.finish());
    expectAllClose((await imageToArray(whole)).data, [1, 2, 5, 6, 3, 4, 7, 8], { relative: 1e-6 });
    tidy(() => {
      const other = createStitcher(planTiles({ height: 2, width: 2, outputSize: 2 }), { channels: 1 });
      other.add(plan.tiles[0]!, tensor3d([1, 2, 3, 4], [2, 2, 1]));
      other.finish();
    });
    whole.dispose();
    expect(memory().numTensors).toBe(before);
  });

  test('holds a sum for each row of tiles, and nothing after dispose, twice or after finish', async () => {
    await expectNoLeak(() => {
      const two = planTiles({ height: 4, width: 4, outputSize: 2 });
      const values = tensor3d([1, 2, 3, 4], [2, 2, 1]);
      const before = { tensors: memory().numTensors, data: backend().numDataIds() };
      const stitcher = createStitcher(two, { channels: 1 });
      for (const tile of two.tiles.slice(0, 3)) stitcher.add(tile, values);
      expect(memory().numTensors).toBe(before.tensors + 2);
      stitcher.dispose();
      stitcher.dispose();
      expect({ tensors: memory().numTensors, data: backend().numDataIds() }).toEqual(before);
      expect(() => stitcher.add(two.tiles[3]!, values)).toThrow(
        new RangeError('Stitcher.add: tiles must come before finish or dispose, got one after it'),
      );
      expect(() => stitcher.finish()).toThrow(
        new RangeError('Stitcher.finish: must be called once, got a call after finish or dispose'),
      );
      const other = createStitcher(two, { channels: 1, blend: 'centre' });
      for (const tile of two.tiles) other.add(tile, values);
      const whole = other.finish();
      other.dispose();
      expect(whole.isDisposed).toBe(false);
      return [values, whole];
    });
  });

  test('finish refuses while a pixel is missing, and works once it came', async () => {
    await expectNoLeak(async () => {
      const two = planTiles({ height: 2, width: 5, outputSize: 2 });
      const filled = (value: number): Image => tensor3d(new Float32Array(4).fill(value), [2, 2, 1]);
      const tiles = [filled(1), filled(2), filled(3)];
      const stitcher = createStitcher(two, { channels: 1 });
      stitcher.add(two.tiles[0]!, tiles[0]!);
      stitcher.add(two.tiles[2]!, tiles[2]!);
      await expectNoRead(() =>
        expect(() => stitcher.finish()).toThrow(
          new RangeError('Stitcher.finish: every pixel must be covered, got 2 uncovered, the first at row 0, column 2'),
        ),
      );
      stitcher.add(two.tiles[1]!, tiles[1]!);
      const whole = stitcher.finish();
      // Twos and threes overlap at column 3. Small whole numbers and halves: no tolerance but that of a division on a GPU.
      expectAllClose((await imageToArray(whole)).data, [1, 1, 2, 2.5, 3, 1, 1, 2, 2.5, 3], { relative: 1e-6 });
      return [...tiles, whole];
    });
  });

  test('a tile that comes twice counts twice', async () => {
    await expectNoLeak(async () => {
      const two = planTiles({ height: 1, width: 3, outputSize: { height: 1, width: 2 }, stride: 1 });
      const ones = tensor3d([1, 1], [1, 2, 1]);
      const fours = tensor3d([4, 4], [1, 2, 1]);
      const stitcher = createStitcher(two, { channels: 1 });
      stitcher.add(two.tiles[0]!, ones);
      stitcher.add(two.tiles[0]!, ones);
      stitcher.add(two.tiles[1]!, fours);
      const whole = stitcher.finish();
      expectAllClose((await imageToArray(whole)).data, [1, 2, 4], { relative: 1e-6 });
      return [ones, fours, whole];
    });
  });

  test('says what is wrong with an argument, and leaks nothing', async () => {
    await expectNoLeak(() => {
      const other = tensor3d([1, 2], [1, 2, 1]);
      const stitcher = createStitcher(plan, { channels: 1, blend: 'centre' });
      expect(() => stitcher.add(plan.tiles[0]!, other)).toThrow(
        new RangeError('Stitcher.add: values must be 5 x 5 x 1, got 1 x 2 x 1'),
      );
      expect(() => stitcher.add(plan.tiles[0]!, image as never)).toThrow(
        'Stitcher.add: values must be a [height, width, channels] float32 tensor',
      );
      expect(() => stitcher.add({ row: 3, column: 0 }, other)).toThrow(
        new RangeError('Stitcher.add: tile.row must be an integer from 0 to 2, got 3'),
      );
      expect(() => stitcher.finish()).toThrow('every pixel must be covered, got 63 uncovered');
      expect(() => createStitcher(plan, { channel: 1 } as never)).toThrow(
        new TypeError('createStitcher: options.channel is not an option, only channels, blend'),
      );
      return [other];
    });
  });
});
