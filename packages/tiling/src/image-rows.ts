import type { ImageArray } from '@unet/tensor/arrays';
import { checkImageArray, checkInteger, mirror } from '@unet/tensor/internal';
import { checkPlan, checkTile } from './check-tile.ts';
import { boundaryOf, type MirrorOptions } from './mirror-options.ts';
import type { Tile, TilePlan } from './plan-tiles.ts';
import { readWindow } from './read-window.ts';
import { inputWindow } from './tile-windows.ts';

/** Whole rows of an image that is not in memory as a whole. */
export interface ImageRows {
  /** Row of the image that is the first of `rows`. */
  readonly top: number;
  /** `[rows, width, channels]`, with the width of the image. */
  readonly rows: ImageArray;
}

/** Rows from `top` up to, but without, `bottom`. */
export interface RowRange {
  readonly top: number;
  readonly bottom: number;
}

/**
 * The rows of the image that the network sees for one tile, those that are mirrored beyond the border among them: what
 * {@link extractTileOfRows} needs.
 * @throws RangeError as {@link extractTileOfRows}
 * @example
 * rowsOfTile(plan, plan.tiles[0]); // { top: 0, bottom: 480 }
 */
export function rowsOfTile(plan: TilePlan, tile: Tile, options: MirrorOptions = {}): RowRange {
  checkPlan('rowsOfTile', plan);
  checkTile('rowsOfTile', plan, tile);
  const boundary = boundaryOf('rowsOfTile', options);
  const { row, height } = inputWindow(plan, tile);
  let top = plan.height;
  let bottom = 0;
  for (let index = row; index < row + height; index++) {
    const shown = mirror(index, plan.height, boundary);
    top = Math.min(top, shown);
    bottom = Math.max(bottom, shown + 1);
  }
  return { top, bottom };
}

/**
 * {@link extractTile} of an image that is too large to be in memory as a whole: cuts the tile out of the rows that hold what
 * {@link rowsOfTile} says.
 * @returns a new image of `outputSize + 2 margin` pixels down and across
 * @throws RangeError if the rows are not those of the plan's image or lack some that the tile needs, the tile is none of the plan's image, or
 * the boundary is unknown
 * @example
 * const { top, bottom } = rowsOfTile(plan, tile);
 * const input = extractTileOfRows({ top, rows: page.readRows(top, bottom - top) }, plan, tile);
 */
export function extractTileOfRows(
  { top, rows }: ImageRows,
  plan: TilePlan,
  tile: Tile,
  options: MirrorOptions = {},
): ImageArray {
  const where = 'extractTileOfRows';
  checkImageArray(where, 'rows', rows);
  const needed = rowsOfTile(plan, tile, options);
  checkInteger(where, 'top', top, 0);
  const bottom = top + rows.height;
  if (rows.width !== plan.width || bottom > plan.height) {
    throw new RangeError(
      `${where}: rows must be of the plan's image (${plan.height} x ${plan.width}), got ${rows.height} x ${rows.width} from row ${top}`,
    );
  }
  if (needed.top < top || needed.bottom > bottom) {
    throw new RangeError(
      `${where}: rows must hold what the tile shows, ${needed.top} to ${needed.bottom - 1}, got ${top} to ${bottom - 1}`,
    );
  }
  const window = inputWindow(plan, tile);
  const { channels, width, data } = rows;
  const target = new Float32Array(window.height * window.width * channels);
  readWindow({ height: plan.height, width, data, top }, channels, window, boundaryOf(where, options), target);
  return { height: window.height, width: window.width, channels, data: target };
}
