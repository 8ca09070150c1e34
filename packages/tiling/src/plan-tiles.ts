import { describe } from '@unet/tensor/arrays';

/** Pixels down and across. */
export interface Size {
  readonly height: number;
  readonly width: number;
}

/** Top-left pixel of a tile's output square in the image. */
export interface Tile {
  readonly row: number;
  readonly column: number;
}

/** What {@link planTiles} decides from. */
export interface TileOptions {
  /** Height of the image, pixels. */
  readonly height: number;
  /** Width of the image, pixels. */
  readonly width: number;
  /** The square that the network predicts, pixels; a number stands for both sides. 388 in the paper. */
  readonly tile: number | Size;
  /** Step from one tile to the next, pixels, at most the tile; default the tile, so that tiles overlap only at the end. */
  readonly stride?: number | Size;
  /** Context that the network needs around its output on every side, pixels; default 0. 92 in the paper. */
  readonly margin?: number;
}

/** Where the tiles of an image lie. Made by {@link planTiles}; plain data that survives JSON and `postMessage`. */
export interface TilePlan {
  /** Height of the image, pixels. */
  readonly height: number;
  /** Width of the image, pixels. */
  readonly width: number;
  /** Context around each output square, pixels: the input square is larger by twice that. */
  readonly margin: number;
  /** Height of the output square, pixels. */
  readonly tileHeight: number;
  /** Width of the output square, pixels. */
  readonly tileWidth: number;
  /** The tiles, row by row. */
  readonly tiles: readonly Tile[];
}

/**
 * Places overlap tiles (Ronneberger et al. 2015, figure 2) so that their output squares cover every pixel of an image of any
 * size. The last tile of a row or column is moved back inside the image; an image smaller than the tile gets a single tile
 * at 0 that overhangs below and to the right, and whose overhang {@link createStitcher} drops.
 *
 * An axis of length n takes ceil((n - tile) / stride) + 1 tiles, at 0, stride, 2 stride, ..., n - tile.
 * @throws RangeError unless the sizes are positive integers, the margin a non-negative one, and the stride at most the tile
 * @example
 * planTiles({ height: 512, width: 512, tile: 388, stride: 124, margin: 92 }).tiles;
 * // [{ row: 0, column: 0 }, { row: 0, column: 124 }, { row: 124, column: 0 }, { row: 124, column: 124 }]
 */
export function planTiles(options: TileOptions): TilePlan {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(`planTiles: options must be { height, width, tile, ... }, got ${describe(options)}`);
  }
  const { height, width, margin = 0 } = options;
  checkCount('height', height);
  checkCount('width', width);
  if (!Number.isInteger(margin) || margin < 0) {
    throw new RangeError(`planTiles: margin must be a non-negative integer, got ${describe(margin)}`);
  }
  const tile = sizeOf('tile', options.tile);
  const stride = options.stride === undefined ? tile : sizeOf('stride', options.stride);
  for (const side of ['height', 'width'] as const) {
    if (stride[side] > tile[side]) {
      throw new RangeError(
        `planTiles: stride must be at most the tile or pixels are missed, got ${side} ${stride[side]} for a tile of ${tile[side]}`,
      );
    }
  }
  const rows = tileStarts(height, tile.height, stride.height);
  const columns = tileStarts(width, tile.width, stride.width);
  const tiles = rows.flatMap((row) => columns.map((column) => ({ row, column })));
  return { height, width, margin, tileHeight: tile.height, tileWidth: tile.width, tiles };
}

function tileStarts(length: number, tile: number, stride: number): number[] {
  const last = Math.max(0, length - tile);
  const starts: number[] = [];
  for (let start = 0; start < last; start += stride) starts.push(start);
  starts.push(last);
  return starts;
}

function sizeOf(argument: string, value: number | Size): Size {
  if (typeof value === 'number') {
    checkCount(argument, value);
    return { height: value, width: value };
  }
  if (typeof value !== 'object' || value === null) {
    throw new TypeError(`planTiles: ${argument} must be a number or { height, width }, got ${describe(value)}`);
  }
  checkCount(`${argument}.height`, value.height);
  checkCount(`${argument}.width`, value.width);
  return value;
}

function checkCount(argument: string, value: number): void {
  if (!Number.isInteger(value) || value < 1) {
    throw new RangeError(`planTiles: ${argument} must be a positive integer, got ${describe(value)}`);
  }
}
