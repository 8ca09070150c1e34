import { planTiles, type TileOptions } from '@unet/tiling/arrays';
import { assert, boolean, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';

describe('planTiles', () => {
  test('the 2 x 2 training tiles of a 512 x 512 image', () => {
    expect(planTiles({ height: 512, width: 512, outputSize: 388, stride: 124, margin: 92 })).toEqual({
      height: 512,
      width: 512,
      margin: 92,
      outputSize: { height: 388, width: 388 },
      tiles: [
        { row: 0, column: 0 },
        { row: 0, column: 124 },
        { row: 124, column: 0 },
        { row: 124, column: 124 },
      ],
    });
  });

  test('the stride is the output size by default and the last tile moves back inside', () => {
    const plan = planTiles({ height: 4, width: 10, outputSize: 4 });
    expect(plan.margin).toBe(0);
    expect(plan.tiles).toEqual([
      { row: 0, column: 0 },
      { row: 0, column: 4 },
      { row: 0, column: 6 },
    ]);
  });

  test('output size and stride may differ down and across', () => {
    const plan = planTiles({
      height: 5,
      width: 6,
      outputSize: { height: 5, width: 4 },
      stride: { height: 5, width: 1 },
    });
    expect(plan.outputSize).toEqual({ height: 5, width: 4 });
    expect(plan.tiles.map((tile) => tile.column)).toEqual([0, 1, 2]);
  });

  test('an image smaller than the output square gets one tile', () => {
    const one = [{ row: 0, column: 0 }];
    expect(planTiles({ height: 3, width: 2, outputSize: 4, stride: 1 }).tiles).toEqual(one);
    expect(planTiles({ height: 3, width: 2, outputSize: 4, align: 4 }).tiles).toEqual(one);
  });

  /** Columns of the tiles of an image one tile high. */
  const columns = (options: { width: number; outputSize: number; stride?: number; align?: number }) =>
    planTiles({ height: 1, ...options }).tiles.map((tile) => tile.column);

  test('align: the default stride is its largest multiple in the output square, and the last tile stands at one, too', () => {
    // 10 is no multiple of 4: the stride is 8, and 16 is the first multiple of 4 from which 10 pixels reach pixel 23.
    expect(columns({ width: 23, outputSize: 10, align: 4 })).toEqual([0, 8, 16]);
    // 19 is reached from 9 on: the last tile stands at 12 in between, not at 16.
    expect(columns({ width: 19, outputSize: 10, align: 4 })).toEqual([0, 8, 12]);
    // The paper's network: 512 is reached from 124 on.
    expect(columns({ width: 512, outputSize: 388, align: 16 })).toEqual([0, 128]);
  });

  test('align: a stride that is given is kept, and reaches the end before the last multiple or at it', () => {
    expect(columns({ width: 14, outputSize: 4, stride: 3, align: 4 })).toEqual([0, 3, 6, 9, 12]);
    // From 3 on 4 pixels reach pixel 7: no tile at 4.
    expect(columns({ width: 7, outputSize: 4, stride: 3, align: 4 })).toEqual([0, 3]);
  });

  test('align: an output square smaller than it goes by its own size, and no tile starts beyond the image', () => {
    expect(columns({ width: 9, outputSize: 4, align: 16 })).toEqual([0, 4, 8]);
  });

  test('covers every pixel, stays inside, repeats no tile, takes no more tiles than needed', () => {
    const side = integer({ min: 1, max: 30 });
    assert(
      property(
        record({ height: side, width: side, tileHeight: side, tileWidth: side, down: side, across: side }),
        ({ height, width, tileHeight, tileWidth, down, across }) => {
          const outputSize = { height: tileHeight, width: tileWidth };
          const stride = { height: Math.min(down, tileHeight), width: Math.min(across, tileWidth) };
          const { tiles } = planTiles({ height, width, outputSize, stride });
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

  test('align: covers the axis, overhangs by less than it, keeps to its multiples, as a plan of the image rounded up does', () => {
    assert(
      property(
        record({
          width: integer({ min: 1, max: 120 }),
          outputSize: integer({ min: 1, max: 40 }),
          align: integer({ min: 1, max: 16 }),
          own: boolean(),
          steps: integer({ min: 1, max: 4 }),
        }),
        ({ width, outputSize, align, own, steps }) => {
          const most = outputSize < align ? outputSize : outputSize - (outputSize % align);
          const stride = Math.min(most, align * steps);
          const starts = columns({ width, outputSize, align, ...(own ? { stride } : {}) });
          expect(starts[0]).toBe(0);
          for (const [index, start] of starts.entries()) {
            expect(start).toBeLessThan(width);
            if (index > 0) expect(start - starts[index - 1]!).toBeGreaterThan(0);
            if (index > 0) expect(start - starts[index - 1]!).toBeLessThanOrEqual(outputSize);
          }
          const end = starts.at(-1)! + outputSize;
          expect(end).toBeGreaterThanOrEqual(width);
          expect(end - Math.max(width, outputSize)).toBeLessThan(align);
          if (outputSize < align) return;
          expect(starts.filter((start) => start % align !== 0)).toEqual([]);
          // The plan without align of an image that is longer, so that its last tile is aligned when it is moved back to the border.
          const rounded = outputSize + Math.ceil(Math.max(0, width - outputSize) / align) * align;
          expect(starts).toEqual(columns({ width: rounded, outputSize, stride: own ? stride : most }));
        },
      ),
    );
  });

  test('says what is wrong with an option', () => {
    const plan = (options: Partial<TileOptions>) => () => planTiles({ height: 9, width: 9, outputSize: 4, ...options });
    expect(plan({ height: 0 })).toThrow(new RangeError('planTiles: height must be a positive integer, got 0'));
    expect(plan({ width: 1.5 })).toThrow(new RangeError('planTiles: width must be a positive integer, got 1.5'));
    expect(plan({ margin: -1 })).toThrow(new RangeError('planTiles: margin must be a non-negative integer, got -1'));
    expect(plan({ align: 0 })).toThrow(new RangeError('planTiles: align must be a positive integer, got 0'));
    expect(plan({ outputSize: 0 })).toThrow(new RangeError('planTiles: outputSize must be a positive integer, got 0'));
    expect(plan({ outputSize: { height: 4, width: 0 } })).toThrow(
      new RangeError('planTiles: outputSize.width must be a positive integer, got 0'),
    );
    expect(plan({ stride: { height: 0, width: 1 } })).toThrow(
      new RangeError('planTiles: stride.height must be a positive integer, got 0'),
    );
    expect(plan({ outputSize: '4' as unknown as number })).toThrow(
      new TypeError('planTiles: outputSize must be a number or { height, width }, got "4"'),
    );
    expect(plan({ stride: { height: 4, width: 5 } })).toThrow(
      new RangeError('planTiles: stride must be at most outputSize or pixels are missed, got width 5 for 4'),
    );
    expect(plan({ overlap: 4 } as Partial<TileOptions>)).toThrow(
      new TypeError(
        'planTiles: options.overlap is not an option, only height, width, outputSize, margin, align, stride',
      ),
    );
    expect(() => planTiles(undefined as unknown as TileOptions)).toThrow(
      new TypeError('planTiles: options must be an object, got undefined'),
    );
  });
});
