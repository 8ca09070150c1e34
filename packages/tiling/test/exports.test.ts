import * as tensors from '@unet/tiling';
import * as arrays from '@unet/tiling/arrays';
import { expect, test } from 'vitest';

test('the names of @unet/tiling', () => {
  expect(Object.keys(tensors).sort()).toMatchInlineSnapshot(`
    [
      "createStitcher",
      "extractLabelTile",
      "extractTile",
      "mirrorIndex",
      "mirrorPad",
      "planTiles",
    ]
  `);
});

test('the names of @unet/tiling/arrays', () => {
  expect(Object.keys(arrays).sort()).toMatchInlineSnapshot(`
    [
      "createStitcher",
      "extractLabelTile",
      "extractTile",
      "mirrorIndex",
      "mirrorPad",
      "planTiles",
    ]
  `);
});
