import { planTiles, type TileOptions } from '@unet/tiling/arrays';
import { assert, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';

describe('planTiles', () => {
  test('the 2 x 2 training tiles of a 512 x 512 image', () => {
    expect(planTiles({ height: 512, width: 512, tile: 388, stride: 124, margin: 92 })).toEqual({
      height: 512,
      width: 512,
      margin: 92,
      tileHeight: 388,
      tileWidth: 388,
      tiles: [
        { row: 0, column: 0 },
        { row: 0, column: 124 },
        { row: 124, column: 0 },
        { row: 124, column: 124 },
      ],
    });
  });

  test('the stride is the tile by default and the last tile moves back inside', () => {
    const plan = planTiles({ height: 4, width: 10, tile: 4 });
    expect(plan.margin).toBe(0);
    expect(plan.tiles).toEqual([
      { row: 0, column: 0 },
      { row: 0, column: 4 },
      { row: 0, column: 6 },
    ]);
  });

  test('tile and stride may differ down and across', () => {
    const plan = planTiles({
      height: 5,
      width: 6,
      tile: { height: 5, width: 4 },
      stride: { height: 5, width: 1 },
    });
    expect([plan.tileHeight, plan.tileWidth]).toEqual([5, 4]);
    expect(plan.tiles.map((tile) => tile.column)).toEqual([0, 1, 2]);
  });

  test('an image smaller than the tile gets one tile', () => {
    expect(planTiles({ height: 3, width: 2, tile: 4, stride: 1 }).tiles).toEqual([{ row: 0, column: 0 }]);
  });

  test('covers every pixel, stays inside, repeats no tile, takes no more tiles than needed', () => {
    const side = integer({ min: 1, max: 30 });
    assert(
      property(
        record({ height: side, width: side, tileHeight: side, tileWidth: side, down: side, across: side }),
        ({ height, width, tileHeight, tileWidth, down, across }) => {
          const stride = { height: Math.min(down, tileHeight), width: Math.min(across, tileWidth) };
          const { tiles } = planTiles({ height, width, tile: { height: tileHeight, width: tileWidth }, stride });
          const covered = new Uint8Array(height * width);
          for (const { row, column } of tiles) {
            expect(row + tileHeight).toBeLessThanOrEqual(Math.max(height, tileHeight));
            expect(column + tileWidth).toBeLessThanOrEqual(Math.max(width, tileWidth));
            for (let r = row; r < Math.min(height, row + tileHeight); r++) {
              covered.fill(1, r * width + column, r * width + Math.min(width, column + tileWidth));
            }
          }
          expect(covered.indexOf(0)).toBe(-1);
          expect(new Set(tiles.map(({ row, column }) => `${row} ${column}`)).size).toBe(tiles.length);
          const wantedDown = Math.ceil(Math.max(0, height - tileHeight) / stride.height) + 1;
          const wantedAcross = Math.ceil(Math.max(0, width - tileWidth) / stride.width) + 1;
          expect(tiles.length).toBe(wantedDown * wantedAcross);
        },
      ),
    );
  });

  test('says what is wrong with an option', () => {
    const plan = (options: Partial<TileOptions>) => () => planTiles({ height: 9, width: 9, tile: 4, ...options });
    expect(plan({ height: 0 })).toThrow(new RangeError('planTiles: height must be a positive integer, got 0'));
    expect(plan({ width: 1.5 })).toThrow(new RangeError('planTiles: width must be a positive integer, got 1.5'));
    expect(plan({ margin: -1 })).toThrow(new RangeError('planTiles: margin must be a non-negative integer, got -1'));
    expect(plan({ tile: 0 })).toThrow(new RangeError('planTiles: tile must be a positive integer, got 0'));
    expect(plan({ tile: { height: 4, width: 0 } })).toThrow(
      new RangeError('planTiles: tile.width must be a positive integer, got 0'),
    );
    expect(plan({ stride: { height: 0, width: 1 } })).toThrow(
      new RangeError('planTiles: stride.height must be a positive integer, got 0'),
    );
    expect(plan({ tile: '4' as unknown as number })).toThrow(
      new TypeError('planTiles: tile must be a number or { height, width }, got "4"'),
    );
    expect(plan({ stride: { height: 4, width: 5 } })).toThrow(
      new RangeError('planTiles: stride must be at most the tile or pixels are missed, got width 5 for a tile of 4'),
    );
    expect(() => planTiles(undefined as unknown as TileOptions)).toThrow(
      new TypeError('planTiles: options must be { height, width, tile, ... }, got undefined'),
    );
  });
});
