import type { Boundary, ImageArray, LabelArray } from '@unet/tensor/arrays';
import { extractLabelTile, extractTile, mirrorPad, planTiles } from '@unet/tiling/arrays';
import { expectAllClose, randomImage, randomLabel } from '@unet-internal/testing';
import { assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';

// biome-ignore format: rows of the image
const image: ImageArray = { height: 3, width: 4, channels: 1, data: Float32Array.of(
  11, 12, 13, 14,
  21, 22, 23, 24,
  31, 32, 33, 34,
) };
const label: LabelArray = { height: 3, width: 4, data: Int32Array.from(image.data) };
const plan = planTiles({ height: 3, width: 4, outputSize: 2, margin: 1 });

describe('extractTile', () => {
  test('the last tile, mirrored below and to the right', () => {
    expect(plan.tiles[3]).toEqual({ row: 1, column: 2 });
    expect(extractTile(image, plan, plan.tiles[3]!)).toEqual({
      height: 4,
      width: 4,
      channels: 1,
      // biome-ignore format: rows of the image
      data: Float32Array.of(
        12, 13, 14, 14,
        22, 23, 24, 24,
        32, 33, 34, 34,
        32, 33, 34, 34,
      ),
    });
  });

  test('the last tile of an aligned plan, whose overhang is mirrored like its margin', () => {
    const aligned = planTiles({ height: 3, width: 4, outputSize: 3, margin: 1, align: 2 });
    expect(aligned.tiles).toEqual([
      { row: 0, column: 0 },
      { row: 0, column: 2 },
    ]);
    expect(extractTile(image, aligned, aligned.tiles[1]!)).toEqual({
      height: 5,
      width: 5,
      channels: 1,
      // biome-ignore format: rows of the image
      data: Float32Array.of(
        12, 13, 14, 14, 13,
        12, 13, 14, 14, 13,
        22, 23, 24, 24, 23,
        32, 33, 34, 34, 33,
        32, 33, 34, 34, 33,
      ),
    });
    expect([...extractLabelTile(label, aligned, aligned.tiles[1]!, { boundary: 'reflect' }).data]).toEqual([
      13, 14, 13, 23, 24, 23, 33, 34, 33,
    ]);
    expect(() => extractTile(image, aligned, { row: 0, column: 3 })).toThrow(
      new RangeError('extractTile: tile.column must be an integer from 0 to 2, got 3'),
    );
  });

  test('reflect', () => {
    expect(extractTile(image, plan, { row: 0, column: 0 }, { boundary: 'reflect' }).data.slice(0, 8)).toEqual(
      // biome-ignore format: rows of the image
      Float32Array.of(
        22, 21, 22, 23,
        12, 11, 12, 13,
      ),
    );
  });

  test('is a window of the padded image, channels together', () => {
    const side = integer({ min: 1, max: 9 });
    assert(
      property(
        record({
          height: side,
          width: side,
          tile: side,
          margin: integer({ min: 0, max: 12 }),
          align: integer({ min: 1, max: 4 }),
          channels: side,
        }),
        constantFrom<Boundary>('symmetric', 'reflect'),
        ({ height, width, tile, margin, align, channels }, boundary) => {
          const source = randomImage(height, width, channels, 1);
          const plan = planTiles({ height, width, outputSize: tile, margin, align });
          // Padded far enough for every overhang.
          const pad = margin + tile;
          const padded = mirrorPad(source, pad + 4, { boundary });
          for (const at of plan.tiles) {
            const cut = extractTile(source, plan, at, { boundary });
            const first = (at.row - margin + pad + 4) * padded.width + at.column - margin + pad + 4;
            for (let row = 0; row < cut.height; row++) {
              const start = (first + row * padded.width) * channels;
              const length = cut.width * channels;
              const found = cut.data.subarray(row * length, (row + 1) * length);
              expectAllClose(found, padded.data.subarray(start, start + length), { absolute: 0 });
            }
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('says what is wrong with an argument', () => {
    expect(() => extractTile(randomImage(4, 3, 1, 1), plan, plan.tiles[0]!)).toThrow(
      new RangeError("extractTile: image must have the plan's size (3 x 4), got 4 x 3"),
    );
    expect(() => extractTile(image, plan, { row: 2, column: 0 })).toThrow(
      new RangeError('extractTile: tile.row must be an integer from 0 to 1, got 2'),
    );
    expect(() => extractTile(image, plan, { row: 0, column: -1 })).toThrow(
      new RangeError('extractTile: tile.column must be an integer from 0 to 2, got -1'),
    );
    expect(() => extractTile(image, plan, plan.tiles[9]!)).toThrow(
      new TypeError('extractTile: tile must be { row, column }, got undefined'),
    );
    expect(() => extractTile(image, plan, plan.tiles[0]!, { boundary: 'edge' as Boundary })).toThrow(
      new RangeError('extractTile: boundary must be "symmetric" or "reflect", got "edge"'),
    );
    expect(() => extractTile(image, undefined as unknown as typeof plan, plan.tiles[0]!)).toThrow(
      new TypeError('extractTile: plan must be made by planTiles, got undefined'),
    );
    expect(() => extractTile(image, { ...plan, tiles: undefined as unknown as [] }, plan.tiles[0]!)).toThrow(
      new TypeError('extractTile: plan.tiles must be a list of at least one tile, got undefined'),
    );
    expect(() => extractTile(image, { ...plan, margin: -1 }, plan.tiles[0]!)).toThrow(
      new RangeError('extractTile: plan.margin must be a non-negative integer, got -1'),
    );
    expect(() => extractTile(image, { ...plan, outputSize: { height: 2, width: 0 } }, plan.tiles[0]!)).toThrow(
      new RangeError('extractTile: plan.outputSize.width must be a positive integer, got 0'),
    );
  });
});

describe('extractLabelTile', () => {
  test('the output square, without margin', () => {
    expect(extractLabelTile(label, plan, { row: 1, column: 2 })).toEqual({
      height: 2,
      width: 2,
      data: Int32Array.of(23, 24, 33, 34),
    });
  });

  test('an overhang is mirrored as in the image', () => {
    const small = planTiles({ height: 3, width: 4, outputSize: 5 });
    const at = small.tiles[0]!;
    for (const boundary of ['symmetric', 'reflect'] as const) {
      expect([...extractLabelTile(label, small, at, { boundary }).data]).toEqual([
        ...extractTile(image, small, at, { boundary }).data,
      ]);
    }
    expect([...extractLabelTile(label, small, at).data.slice(0, 5)]).toEqual([11, 12, 13, 14, 14]);
  });

  test('says what is wrong with an argument', () => {
    expect(() => extractLabelTile(randomLabel(3, 3, 2, 1), plan, plan.tiles[0]!)).toThrow(
      new RangeError("extractLabelTile: label must have the plan's size (3 x 4), got 3 x 3"),
    );
    expect(() => extractLabelTile(label, plan, { row: 0, column: 0.5 })).toThrow(
      new RangeError('extractLabelTile: tile.column must be an integer from 0 to 2, got 0.5'),
    );
    expect(() => extractLabelTile(label, plan, plan.tiles[0]!, { boundary: 'edge' as Boundary })).toThrow(
      new RangeError('extractLabelTile: boundary must be "symmetric" or "reflect", got "edge"'),
    );
  });
});
