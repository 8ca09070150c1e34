import { extractTile, extractTileOfRows, planTiles, rowsOfTile } from '@unet/tiling/arrays';
import { randomImage } from '@unet-internal/testing';
import { describe, expect, it } from 'vitest';

const sizes: readonly (readonly [height: number, width: number])[] = [
  [40, 33],
  [5, 7],
  [64, 20],
];

describe.each(sizes)('of an image of %i x %i', (height, width) => {
  const image = randomImage(height, width, 2, 'image');

  it.each(['symmetric', 'reflect'] as const)('cuts out what the whole image gives, mirrored %s', (boundary) => {
    for (const plan of [
      planTiles({ height, width, outputSize: 8, margin: 6, align: 4 }),
      planTiles({ height, width, outputSize: 2, margin: 9, align: 8 }),
      planTiles({ height, width, outputSize: 50, margin: 20 }),
    ]) {
      for (const tile of plan.tiles) {
        const { top, bottom } = rowsOfTile(plan, tile, { boundary });
        const data = image.data.slice(top * width * 2, bottom * width * 2);
        const rows = { height: bottom - top, width, channels: 2, data };
        expect(extractTileOfRows({ top, rows }, plan, tile, { boundary })).toEqual(
          extractTile(image, plan, tile, { boundary }),
        );
      }
    }
  });
});

describe('rowsOfTile', () => {
  it('leaves no row out and names none in vain', () => {
    const plan = planTiles({ height: 1000, width: 9, outputSize: 100, margin: 10 });
    expect(rowsOfTile(plan, plan.tiles[0]!)).toEqual({ top: 0, bottom: 110 });
    expect(rowsOfTile(plan, { row: 300, column: 0 })).toEqual({ top: 290, bottom: 410 });
    expect(rowsOfTile(plan, { row: 900, column: 0 })).toEqual({ top: 890, bottom: 1000 });
  });
});

describe('extractTileOfRows', () => {
  const plan = planTiles({ height: 30, width: 4, outputSize: 10, margin: 2 });
  const rows = (height: number, width = 4) => ({ height, width, channels: 1, data: new Float32Array(height * width) });
  const cut = (top: number, given: ReturnType<typeof rows>) =>
    extractTileOfRows({ top, rows: given }, plan, { row: 10, column: 0 });

  it('refuses rows that are not of the image, or lack some', () => {
    expect(cut(8, rows(14)).height).toBe(14);
    expect(() => cut(9, rows(14))).toThrow('rows must hold what the tile shows, 8 to 21, got 9 to 22');
    expect(() => cut(8, rows(13))).toThrow('8 to 21, got 8 to 20');
    expect(() => cut(8, rows(14, 5))).toThrow("rows must be of the plan's image (30 x 4), got 14 x 5 from row 8");
    expect(() => cut(20, rows(14))).toThrow('got 14 x 4 from row 20');
    expect(() => cut(-1, rows(14))).toThrow('top must be');
  });
});
