import type { ImageArray } from '@unet/tensor/arrays';
import {
  type Blend,
  createStitcher,
  extractTile,
  planTiles,
  type StitchOptions,
  type TilePlan,
} from '@unet/tiling/arrays';
import { expectAllClose, randomImage } from '@unet-internal/testing';
import { assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';

function filled(plan: TilePlan, ...values: number[]): ImageArray {
  const { height, width } = plan.outputSize;
  const count = height * width;
  const data = Float32Array.from({ length: count * values.length }, (_, index) => values[index % values.length]!);
  return { height, width, channels: values.length, data };
}

describe('createStitcher', () => {
  test('mean, by default: overlaps are averaged', () => {
    const plan = planTiles({ height: 1, width: 5, outputSize: { height: 1, width: 3 }, stride: 1 });
    const stitcher = createStitcher(plan, { channels: 2 });
    [3, 6, 9].forEach((value, index) => {
      stitcher.add(plan.tiles[index]!, filled(plan, value, -value));
    });
    // Covered by tiles {0}, {0, 1}, {0, 1, 2}, {1, 2}, {2}.
    expect(stitcher.finish()).toEqual({
      height: 1,
      width: 5,
      channels: 2,
      data: Float32Array.of(3, -3, 4.5, -4.5, 6, -6, 7.5, -7.5, 9, -9),
    });
  });

  test('centre: overlaps are averaged by sin^2(pi (i + 1/2) / n) down and across', () => {
    const plan = planTiles({ height: 3, width: 3, outputSize: 2, stride: { height: 1, width: 1 } });
    const thirds = planTiles({ height: 3, width: 4, outputSize: 3, stride: 1 });
    const stitcher = createStitcher(thirds, { channels: 1, blend: 'centre' });
    stitcher.add(thirds.tiles[0]!, filled(thirds, 0));
    stitcher.add(thirds.tiles[1]!, filled(thirds, 1));
    // Along a tile of 3 the weights are 1/4, 1, 1/4: columns 1 and 2 see the second tile with 0.25 / 1.25 and 1 / 1.25.
    const row = [0, 0.2, 0.8, 1];
    expectAllClose(stitcher.finish().data, [...row, ...row, ...row], { absolute: 1e-7 });

    // Along a tile of 2 both weights are 1/2: the same as the mean.
    const four = createStitcher(plan, { channels: 1, blend: 'centre' });
    plan.tiles.forEach((tile, index) => {
      four.add(tile, filled(plan, index));
    });
    expectAllClose(four.finish().data, [0, 0.5, 1, 1, 1.5, 2, 2, 2.5, 3], { absolute: 1e-6 });
  });

  test('centre weighs rows as it weighs columns', () => {
    const plan = planTiles({ height: 4, width: 3, outputSize: 3, stride: 1 });
    const stitcher = createStitcher(plan, { channels: 1, blend: 'centre' });
    stitcher.add(plan.tiles[0]!, filled(plan, 0));
    stitcher.add(plan.tiles[1]!, filled(plan, 1));
    const expected = [0, 0, 0, 0.2, 0.2, 0.2, 0.8, 0.8, 0.8, 1, 1, 1];
    expectAllClose(stitcher.finish().data, expected, { absolute: 1e-7 });
  });

  test('stitching what was split gives the image back exactly', () => {
    const side = integer({ min: 1, max: 17 });
    assert(
      property(
        record({
          height: side,
          width: side,
          tile: side,
          stride: side,
          align: integer({ min: 1, max: 5 }),
          channels: integer({ min: 1, max: 3 }),
        }),
        constantFrom<Blend>('mean', 'centre'),
        ({ height, width, tile, stride, align, channels }, blend) => {
          const image = randomImage(height, width, channels, 7);
          const plan = planTiles({ height, width, outputSize: tile, stride: Math.min(stride, tile), align });
          const stitcher = createStitcher(plan, { channels, blend });
          for (const at of plan.tiles) stitcher.add(at, extractTile(image, plan, at));
          expect(stitcher.finish()).toEqual(image);
        },
      ),
    );
  });

  test.each(['mean', 'centre'] as const)('%s: the order of the tiles does not matter', (blend) => {
    const plan = planTiles({ height: 20, width: 23, outputSize: 9, stride: 4 });
    const values = plan.tiles.map((_, index) => randomImage(9, 9, 2, index));
    const forward = createStitcher(plan, { channels: 2, blend });
    const backward = createStitcher(plan, { channels: 2, blend });
    plan.tiles.forEach((tile, index) => {
      forward.add(tile, values[index]!);
    });
    plan.tiles.forEach((_, index) => {
      backward.add(plan.tiles.at(-1 - index)!, values.at(-1 - index)!);
    });
    expectAllClose(forward.finish().data, backward.finish().data, { absolute: 1e-6 });
  });

  test('a pixel that only the corner of a large tile covers keeps its value', () => {
    const plan = planTiles({ height: 388, width: 388, outputSize: 388 });
    const stitcher = createStitcher(plan, { channels: 1, blend: 'centre' });
    stitcher.add(plan.tiles[0]!, filled(plan, 0.3));
    expect(stitcher.finish().data[0]).toBe(Math.fround(0.3));
  });

  test('what overhangs is dropped', () => {
    const plan = planTiles({ height: 1, width: 5, outputSize: { height: 1, width: 4 }, align: 4 });
    expect(plan.tiles).toEqual([
      { row: 0, column: 0 },
      { row: 0, column: 4 },
    ]);
    const stitcher = createStitcher(plan, { channels: 1 });
    stitcher.add(plan.tiles[0]!, filled(plan, 1));
    stitcher.add(plan.tiles[1]!, { height: 1, width: 4, channels: 1, data: Float32Array.of(2, 7, 8, 9) });
    expect([...stitcher.finish().data]).toEqual([1, 1, 1, 1, 2]);
  });

  test('finish refuses while a pixel is missing, and works once it came', () => {
    const plan = planTiles({ height: 2, width: 5, outputSize: 2 });
    const stitcher = createStitcher(plan, { channels: 1 });
    stitcher.add(plan.tiles[0]!, filled(plan, 1));
    stitcher.add(plan.tiles[2]!, filled(plan, 3));
    expect(() => stitcher.finish()).toThrow(
      new RangeError('Stitcher.finish: every pixel must be covered, got 2 uncovered, the first at row 0, column 2'),
    );
    stitcher.add(plan.tiles[1]!, filled(plan, 2));
    expect([...stitcher.finish().data]).toEqual([1, 1, 2, 2.5, 3, 1, 1, 2, 2.5, 3]);
    expect(() => stitcher.finish()).toThrow(new RangeError('Stitcher.finish: must be called once, got a second call'));
    expect(() => stitcher.add(plan.tiles[0]!, filled(plan, 1))).toThrow(
      new RangeError('Stitcher.add: tiles must come before finish, got one after it'),
    );
  });

  test('says what is wrong with an argument', () => {
    const plan = planTiles({ height: 4, width: 4, outputSize: 2 });
    expect(() => createStitcher(plan, { channels: 0 })).toThrow(
      new RangeError('createStitcher: channels must be a positive integer, got 0'),
    );
    expect(() => createStitcher(plan, { channels: 1, blend: 'max' as Blend })).toThrow(
      new RangeError('createStitcher: blend must be "mean" or "centre", got "max"'),
    );
    expect(() => createStitcher({ ...plan, height: 0 }, { channels: 1 })).toThrow(
      new RangeError('createStitcher: plan.height must be a positive integer, got 0'),
    );
    expect(() => createStitcher(plan, { channels: 1, blending: 'mean' } as StitchOptions)).toThrow(
      new TypeError('createStitcher: options.blending is not an option, only channels, blend'),
    );
    const stitcher = createStitcher(plan, { channels: 1 });
    for (const [height, width, channels] of [
      [3, 2, 1],
      [2, 3, 1],
      [2, 2, 2],
    ] as const) {
      expect(() => stitcher.add(plan.tiles[0]!, randomImage(height, width, channels, 1))).toThrow(
        new RangeError(`Stitcher.add: values must be 2 x 2 x 1, got ${height} x ${width} x ${channels}`),
      );
    }
    expect(() => stitcher.add({ row: 3, column: 0 }, randomImage(2, 2, 1, 1))).toThrow(
      new RangeError('Stitcher.add: tile.row must be an integer from 0 to 2, got 3'),
    );
  });
});
