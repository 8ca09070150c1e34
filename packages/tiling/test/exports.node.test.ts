import { exportedNames } from '@unet-internal/testing';
import { expect, it } from 'vitest';

it('exports these names on tensors', () => {
  expect(exportedNames('tiling')).toMatchInlineSnapshot(`
    [
      "createStitcher",
      "extractLabelTile",
      "extractTile",
      "mirrorPad",
      "planTiles",
      "type Blend",
      "type Margins",
      "type MirrorOptions",
      "type StitchOptions",
      "type Stitcher",
      "type Tile",
      "type TileOptions",
      "type TilePlan",
    ]
  `);
});

it('exports these names on arrays', () => {
  expect(exportedNames('tiling', 'arrays')).toMatchInlineSnapshot(`
    [
      "createStitcher",
      "extractLabelTile",
      "extractTile",
      "extractTileOfRows",
      "mirrorPad",
      "planTiles",
      "rowsOfTile",
      "stitchRows",
      "type Blend",
      "type ImageRows",
      "type Margins",
      "type MirrorOptions",
      "type RowRange",
      "type RowStitcher",
      "type StitchOptions",
      "type StitchRowsOptions",
      "type StitcherArrays",
      "type Tile",
      "type TileOptions",
      "type TilePlan",
    ]
  `);
});
