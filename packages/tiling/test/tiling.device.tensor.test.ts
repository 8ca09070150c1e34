import { type Boundary, imageFromArray, imageToArray, labelFromArray, labelToArray } from '@unet/tensor';
import { createStitcher, extractLabelTile, extractTile, mirrorPad, planTiles } from '@unet/tiling';
import * as arrays from '@unet/tiling/arrays';
import { expectAllClose, expectNoLeak, expectNoRead, randomImage, randomLabel } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';

const image = randomImage(7, 9, 2, 'image');
const label = randomLabel(7, 9, 4, 'label');
const plan = planTiles({ height: 7, width: 9, outputSize: 5, stride: 3, margin: 6 });
const boundaries: Boundary[] = ['symmetric', 'reflect'];

describe('mirrorPad, extractTile and extractLabelTile', () => {
  // Values are only moved: no tolerance.
  test.each(boundaries)('%s: as on arrays, without a read', async (boundary) => {
    await expectNoLeak(async () => {
      const pixels = imageFromArray(image);
      const classes = labelFromArray(label);
      for (const margin of [0, 8, { top: 0, bottom: 1, left: 20, right: 0 }]) {
        const padded = await expectNoRead(() => mirrorPad(pixels, margin, { boundary }));
        expect(await imageToArray(padded)).toEqual(arrays.mirrorPad(image, margin, { boundary }));
        padded.dispose();
      }
      // Inside the image, beyond its border, over and over beyond it, and overhanging.
      const plans = [
        planTiles({ height: 7, width: 9, outputSize: 3, margin: 1, stride: 1 }),
        plan,
        planTiles({ height: 7, width: 9, outputSize: 4, margin: 1, align: 4 }),
        planTiles({ height: 7, width: 9, outputSize: 12 }),
      ];
      for (const plan of plans) {
        for (const tile of [plan.tiles[0]!, plan.tiles[Math.floor(plan.tiles.length / 2)]!, plan.tiles.at(-1)!]) {
          const [cut, cutLabel] = await expectNoRead(
            () =>
              [
                extractTile(pixels, plan, tile, { boundary }),
                extractLabelTile(classes, plan, tile, { boundary }),
              ] as const,
          );
          expect(await imageToArray(cut)).toEqual(arrays.extractTile(image, plan, tile, { boundary }));
          expect(await labelToArray(cutLabel)).toEqual(arrays.extractLabelTile(label, plan, tile, { boundary }));
          cut.dispose();
          cutLabel.dispose();
        }
      }
      expect(pixels.isDisposed || classes.isDisposed).toBe(false);
      return [pixels, classes];
    });
  });
});

describe('createStitcher', () => {
  const plans = {
    'overlaps down and across': planTiles({ height: 7, width: 9, outputSize: 5, stride: 3 }),
    'overhangs, without overlaps': planTiles({ height: 7, width: 9, outputSize: 4, align: 4 }),
    'one tile larger than the image': planTiles({ height: 7, width: 9, outputSize: { height: 8, width: 11 } }),
    'rows of tiles over three others': planTiles({
      height: 7,
      width: 9,
      outputSize: { height: 4, width: 9 },
      stride: 1,
    }),
  };

  test.each(
    Object.entries(plans).flatMap(([name, plan]) =>
      (['mean', 'centre'] as const).map((blend) => ({ name, plan, blend })),
    ),
  )('$name, $blend: as on arrays, in any order, without a read', async ({ plan, blend }) => {
    await expectNoLeak(async () => {
      const { height, width } = plan.outputSize;
      const values = plan.tiles.map((_, index) => randomImage(height, width, 2, index));
      const onArrays = arrays.createStitcher(plan, { channels: 2, blend });
      for (const [index, tile] of plan.tiles.entries()) onArrays.add(tile, values[index]!);
      const tensors = values.map(imageFromArray);
      const whole = await expectNoRead(() => {
        const stitcher = createStitcher(plan, { channels: 2, blend });
        for (const [index, tile] of [...plan.tiles.entries()].reverse()) stitcher.add(tile, tensors[index]!);
        return stitcher.finish();
      });
      // Sums of values in [0, 1] times their weights, against a running mean: both round to float32.
      expectAllClose((await imageToArray(whole)).data, onArrays.finish().data, { relative: 1e-6 });
      expect(tensors.some((tensor) => tensor.isDisposed)).toBe(false);
      return [whole, ...tensors];
    });
  });
});
