import { describe, expect, test } from 'vitest';
import { findTile, legalTiles, tileCount } from '../src/look/input-sizes.ts';

const slice = { height: 256, width: 256 };

describe('tiles of a slice', () => {
  test('the legal ones, up to the first that covers the slice', () => {
    const tiles = legalTiles(4, { height: 512, width: 400 });
    // Ronneberger et al. 2015: 572 -> 388, sizes 16 apart, 92 pixels of context.
    expect(tiles).toContainEqual({ input: 572, output: 388, margin: 92 });
    for (const { input, output, margin } of tiles) expect([input % 16, input - output]).toEqual([12, 2 * margin]);
    expect(tiles.at(-2)!.output).toBeLessThan(512);
    expect(tiles.at(-1)!.output).toBeGreaterThanOrEqual(512);
  });

  test('never more than 100 on a slice', () => {
    const counts = legalTiles(2, slice).map((tile) => tileCount(tile, slice));
    expect(Math.max(...counts)).toBeLessThanOrEqual(100);
    expect(counts.at(-1)).toBe(1);
  });

  test('a slice smaller than any output has a tile', () => {
    expect(legalTiles(3, { height: 1, width: 1 })).toEqual([{ input: 92, output: 4, margin: 44 }]);
  });

  test('the chosen one, or the one that a short run trains with', () => {
    const tiles = legalTiles(3, slice);
    expect(findTile(tiles, 188).output).toBe(100);
    expect(findTile(tiles, undefined).input).toBe(236);
    // Legal for other depths only.
    expect(findTile(tiles, 572).input).toBe(236);
    const large = legalTiles(3, { height: 8000, width: 8000 });
    expect(findTile(large, undefined)).toBe(large[0]);
  });
});
