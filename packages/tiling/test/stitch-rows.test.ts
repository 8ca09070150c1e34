import type { ImageArray } from '@unet/tensor/arrays';
import { type Blend, createStitcher, planTiles, type StitchRowsOptions, stitchRows } from '@unet/tiling/arrays';
import { randomImage } from '@unet-internal/testing';
import { assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';

type Rows = [row: number, values: ImageArray][];

const constant = (height: number, width: number, value: number): ImageArray => ({
  height,
  width,
  channels: 1,
  data: new Float32Array(height * width).fill(value),
});

describe('stitchRows', () => {
  test('hands rows down as soon as no later tile changes them, in order, each once', () => {
    const plan = planTiles({ height: 4, width: 2, outputSize: 2, stride: 1 });
    const rows: Rows = [];
    const stitcher = stitchRows(plan, { channels: 1, onRows: (row, values) => rows.push([row, values]) });
    stitcher.add({ row: 0, column: 0 }, constant(2, 2, 1));
    expect(rows).toEqual([]);
    // Row 0 is whole once a tile starts at row 1, and row 1 is the mean of both.
    stitcher.add({ row: 1, column: 0 }, constant(2, 2, 2));
    expect(rows).toEqual([[0, constant(1, 2, 1)]]);
    stitcher.add({ row: 2, column: 0 }, constant(2, 2, 4));
    expect(rows.slice(1)).toEqual([[1, constant(1, 2, 1.5)]]);
    stitcher.finish();
    expect(rows.slice(2)).toEqual([[2, { height: 2, width: 2, channels: 1, data: Float32Array.of(3, 3, 4, 4) }]]);
  });

  test('gives the same as createStitcher to the last bit, and never more than the rows of a tile', () => {
    const side = integer({ min: 1, max: 17 });
    assert(
      property(
        record({
          height: side,
          width: side,
          outputSize: side,
          stride: side,
          align: integer({ min: 1, max: 5 }),
          channels: integer({ min: 1, max: 3 }),
        }),
        constantFrom<Blend>('mean', 'centre'),
        ({ height, width, outputSize, stride, align, channels }, blend) => {
          const plan = planTiles({ height, width, outputSize, stride: Math.min(stride, outputSize), align });
          const whole = createStitcher(plan, { channels, blend });
          const joined = new Float32Array(height * width * channels);
          let done = 0;
          const onRows = (row: number, values: ImageArray) => {
            expect(row).toBe(done);
            expect([values.width, values.channels]).toEqual([width, channels]);
            expect(values.height).toBeLessThanOrEqual(outputSize);
            joined.set(values.data, row * width * channels);
            done += values.height;
          };
          const rows = stitchRows(plan, { channels, blend, onRows });
          for (const [index, tile] of plan.tiles.entries()) {
            const values = randomImage(outputSize, outputSize, channels, index);
            whole.add(tile, values);
            rows.add(tile, values);
          }
          rows.finish();
          expect(done).toBe(height);
          expect(joined).toEqual(whole.finish().data);
        },
      ),
    );
  });

  test('the images are the caller’s: what is written to one changes nothing', () => {
    const plan = planTiles({ height: 3, width: 1, outputSize: { height: 2, width: 1 }, stride: 1 });
    const rows: Rows = [];
    const onRows = (row: number, values: ImageArray) => {
      rows.push([row, { ...values, data: values.data.slice() }]);
      values.data.fill(9);
    };
    const stitcher = stitchRows(plan, { channels: 1, onRows });
    for (const tile of plan.tiles) stitcher.add(tile, constant(2, 1, 1));
    stitcher.finish();
    expect(rows).toEqual([
      [0, constant(1, 1, 1)],
      [1, constant(2, 1, 1)],
    ]);
  });

  test('wants the tiles in the order of the plan, and all of them', () => {
    const plan = planTiles({ height: 2, width: 4, outputSize: 2 });
    const stitcher = stitchRows(plan, { channels: 1, onRows: () => undefined });
    expect(() => stitcher.add(plan.tiles[1]!, constant(2, 2, 1))).toThrow(
      new RangeError("RowStitcher.add: tiles must come in the plan's order, next row 0, column 0, got row 0, column 2"),
    );
    stitcher.add(plan.tiles[0]!, constant(2, 2, 1));
    expect(() => stitcher.finish()).toThrow(new RangeError('RowStitcher.finish: all 2 tiles must have come, got 1'));
    stitcher.add(plan.tiles[1]!, constant(2, 2, 1));
    expect(() => stitcher.add(plan.tiles[1]!, constant(2, 2, 1))).toThrow(
      new RangeError('RowStitcher.add: the plan has 2 tiles, got one more'),
    );
    stitcher.finish();
    expect(() => stitcher.finish()).toThrow(
      new RangeError('RowStitcher.finish: must be called once, got a second call'),
    );
    expect(() => stitcher.add(plan.tiles[0]!, constant(2, 2, 1))).toThrow(
      new RangeError('RowStitcher.add: tiles must come before finish, got one after it'),
    );
  });

  test('a plan that leaves pixels out is found out', () => {
    const onRows = () => undefined;
    const whole = planTiles({ height: 7, width: 4, outputSize: 2 });
    const without = (...tiles: number[]) => ({ ...whole, tiles: whole.tiles.filter((_, i) => !tiles.includes(i)) });
    const stitch = (plan: typeof whole) => () => {
      const stitcher = stitchRows(plan, { channels: 1, onRows });
      for (const tile of plan.tiles) stitcher.add(tile, constant(2, 2, 1));
      stitcher.finish();
    };
    stitch(whole)();
    expect(stitch(without(3))).toThrow(
      new RangeError('RowStitcher.add: every pixel must be covered, got 4 uncovered, the first at row 2, column 2'),
    );
    // Rows 2 and 3 are nobody's.
    expect(stitch(without(2, 3))).toThrow(
      new RangeError('RowStitcher.add: every pixel must be covered, got 8 uncovered, the first at row 2, column 0'),
    );
    expect(stitch(without(6, 7))).toThrow(
      new RangeError('RowStitcher.finish: every pixel must be covered, got 4 uncovered, the first at row 6, column 0'),
    );
  });

  test('says what is wrong with an argument', () => {
    const plan = planTiles({ height: 4, width: 4, outputSize: 2 });
    const options: StitchRowsOptions = { channels: 1, onRows: () => undefined };
    const start =
      (changes: object, changed = plan) =>
      () =>
        stitchRows(changed, { ...options, ...changes });
    expect(start({ onRows: undefined })).toThrow(new TypeError('stitchRows: onRows must be a function, got undefined'));
    expect(start({ channels: 0 })).toThrow(new RangeError('stitchRows: channels must be a positive integer, got 0'));
    expect(start({ blend: 'max' })).toThrow(new RangeError('stitchRows: blend must be "mean" or "centre", got "max"'));
    expect(start({ onRow: options.onRows })).toThrow(
      new TypeError('stitchRows: options.onRow is not an option, only channels, blend, onRows'),
    );
    expect(start({}, { ...plan, tiles: [...plan.tiles].reverse() })).toThrow(
      new RangeError('stitchRows: plan.tiles must go row by row, got row 0 at 2 after a later'),
    );
    const stitcher = stitchRows(plan, options);
    expect(() => stitcher.add(plan.tiles[0]!, randomImage(2, 3, 1, 1))).toThrow(
      new RangeError('RowStitcher.add: values must be 2 x 2 x 1, got 2 x 3 x 1'),
    );
    expect(() => stitcher.add({ row: 3, column: 0 }, constant(2, 2, 1))).toThrow(
      new RangeError('RowStitcher.add: tile.row must be an integer from 0 to 2, got 3'),
    );
  });
});
