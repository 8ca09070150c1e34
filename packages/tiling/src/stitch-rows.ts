import type { ImageArray } from '@unet/tensor/arrays';
import { checkOptions, describe } from '@unet/tensor/internal';
import { tileWeights } from './blend-weight.ts';
import { checkTile } from './check-tile.ts';
import type { Tile, TilePlan } from './plan-tiles.ts';
import { blendTile, checkCovered } from './running-mean.ts';
import { checkTileValues, type StitchOptions, stitchOptionsOf } from './stitch-options.ts';

/** Options of {@link stitchRows}. */
export interface StitchRowsOptions extends StitchOptions {
  /**
   * Takes rows that no later tile changes: the first of them, and an image of the plan's width. Called in order, each row once.
   * The image is fresh each time, and yours to keep.
   */
  readonly onRows: (row: number, values: ImageArray) => void;
}

/** Puts the predictions of single tiles together, and hands rows on as soon as they are whole. */
export interface RowStitcher {
  /**
   * Blends one tile's output square in. The tiles of the plan must come in its order.
   * @param values `outputSize x channels`; read at once, not kept
   * @throws RangeError for another size, for a tile that is not the plan's next, or if the plan leaves a pixel uncovered; what `onRows`
   * throws, and the stitcher is of no use then
   */
  add(tile: Tile, values: ImageArray): void;
  /**
   * Hands the last rows on. Ends the stitcher.
   * @throws RangeError if tiles are missing, which can then still be added
   */
  finish(): void;
}

/**
 * Stitches the tiles of a plan as {@link createStitcher} does, bit for bit, without the whole image: it keeps the rows that later tiles
 * can still change, which are those of one output square, and hands those above down to `onRows`.
 * @throws TypeError if `onRows` is not a function; else as {@link createStitcher}
 * @example
 * const stitcher = stitchRows(plan, { channels: 2, onRows: (row, values) => file.write(row, values) });
 * for (const tile of plan.tiles) stitcher.add(tile, predict(extractTile(image, plan, tile)));
 * stitcher.finish();
 */
export function stitchRows(plan: TilePlan, options: StitchRowsOptions): RowStitcher {
  checkOptions('stitchRows', options, { channels: true, blend: true, onRows: true });
  const { onRows, ...stitchOptions } = options;
  const { channels, blend } = stitchOptionsOf('stitchRows', plan, stitchOptions);
  if (typeof onRows !== 'function') {
    throw new TypeError(`stitchRows: onRows must be a function, got ${describe(onRows)}`);
  }
  const { height, width, outputSize, tiles } = plan;
  checkOrder(tiles);
  const weights = tileWeights(plan, blend);
  const rows = Math.min(outputSize.height, height);
  const mean = new Float32Array(rows * width * channels);
  const weightSum = new Float32Array(rows * width);
  /** The first row that is kept. */
  let top = 0;
  let next = 0;
  let finished = false;

  function add(tile: Tile, values: ImageArray): void {
    if (finished) throw new RangeError('RowStitcher.add: tiles must come before finish, got one after it');
    checkTile('RowStitcher.add', plan, tile);
    const wanted = tiles[next];
    if (wanted === undefined) {
      throw new RangeError(`RowStitcher.add: the plan has ${tiles.length} tiles, got one more`);
    }
    if (tile.row !== wanted.row || tile.column !== wanted.column) {
      throw new RangeError(
        `RowStitcher.add: tiles must come in the plan's order, next row ${wanted.row}, column ${wanted.column}, ` +
          `got row ${tile.row}, column ${tile.column}`,
      );
    }
    checkTileValues('RowStitcher.add', plan, channels, values);
    handDown('RowStitcher.add', tile.row);
    blendTile({ top, mean, weightSum }, plan, tile, weights, values.data, channels);
    next++;
  }

  function finish(): void {
    if (finished) throw new RangeError('RowStitcher.finish: must be called once, got a second call');
    if (next < tiles.length) {
      throw new RangeError(`RowStitcher.finish: all ${tiles.length} tiles must have come, got ${next}`);
    }
    finished = true;
    handDown('RowStitcher.finish', height);
  }

  /** Hands the rows above `row` on, and moves the others to the start of the buffer. */
  function handDown(where: string, row: number): void {
    const count = row - top;
    if (count === 0) return;
    checkCovered(where, { weightSum, top }, count * width, width);
    const done: ImageArray = { height: count, width, channels, data: mean.slice(0, count * width * channels) };
    const first = top;
    top = row;
    shift(mean, count * width * channels);
    shift(weightSum, count * width);
    onRows(first, done);
  }

  return { add, finish };
}

/** Moves the values from `count` on to the start; zeros follow them. */
function shift(values: Float32Array, count: number): void {
  values.copyWithin(0, count);
  values.fill(0, Math.max(0, values.length - count));
}

function checkOrder(tiles: readonly Tile[]): void {
  const back = tiles.findIndex((tile, index) => index > 0 && tile.row < tiles[index - 1]!.row);
  if (back < 0) return;
  throw new RangeError(
    `stitchRows: plan.tiles must go row by row, got row ${tiles[back]!.row} at ${back} after a later`,
  );
}
