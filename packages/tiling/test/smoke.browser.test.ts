import { imageFromArray } from '@unet/tensor';
import { mirrorPad, planTiles } from '@unet/tiling';
import { extractTile } from '@unet/tiling/arrays';
import { checkPlan } from '@unet/tiling/internal';
import { expect, test } from 'vitest';

const image = { height: 1, width: 3, channels: 1, data: Float32Array.of(1, 2, 3) };

test('a tile of arrays, a mirrored image of tensors', async () => {
  const plan = planTiles({ height: 1, width: 3, outputSize: { height: 1, width: 2 }, margin: 1 });
  checkPlan('smoke', plan);
  expect([...extractTile(image, plan, plan.tiles[0]!).data]).toEqual([1, 1, 2, 3, 1, 1, 2, 3, 1, 1, 2, 3]);
  const tensor = imageFromArray(image);
  const padded = mirrorPad(tensor, { top: 0, bottom: 0, left: 2, right: 1 });
  expect([...(await padded.data())]).toEqual([2, 1, 1, 2, 3, 3]);
  tensor.dispose();
  padded.dispose();
});
