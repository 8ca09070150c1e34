import type { Size } from '@unet/tensor/arrays';
import { checkCount, checkInteger, checkOptions, checkSquare } from '@unet/tensor/internal';

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
  /** The square that the network answers for, pixels; a number stands for both sides. 388 in the paper. */
  readonly outputSize: number | Size;
  /** Context that the network needs around its output on every side, pixels; default 0. 92 in the paper. */
  readonly margin?: number;
  /**
   * The last tile of a row or column starts at a multiple of this, pixels; default 1. With 2 ** depth of the network, and a stride
   * that is a multiple of it, as the default is, the poolings of all tiles pair the same pixels, and predictions have no seams.
   */
  readonly align?: number;
  /**
   * Step from one tile to the next, pixels, at most the output size. Default: the largest multiple of `align` up to the output size,
   * and the output size itself where that is smaller than `align`; tiles then overlap at the end alone, or by less than `align`.
   */
  readonly stride?: number | Size;
}

/** Where the tiles of an image lie. Made by {@link planTiles}; plain data that survives JSON and `postMessage`. */
export interface TilePlan {
  /** Height of the image, pixels. */
  readonly height: number;
  /** Width of the image, pixels. */
  readonly width: number;
  /** Context around each output square, pixels: the input square is larger by twice that. */
  readonly margin: number;
  /** The output squares, pixels. */
  readonly outputSize: Size;
  /** The tiles, row by row. */
  readonly tiles: readonly Tile[];
}

/**
 * Places overlap tiles (Ronneberger et al. 2015, figure 2) so that their output squares cover every pixel of an image of any size.
 *
 * An axis of n pixels takes tiles at 0, stride, 2 stride, ... until it is covered. The last one is moved back to the border, or, with
 * `align`, to the first multiple of `align` from where it reaches the border; it may then overhang by less than `align` pixels. An
 * image smaller than the output square gets a single tile at 0. What overhangs, below and to the right, is mirrored by
 * {@link extractTile} and dropped by {@link createStitcher} and `stitchRows` of `@unet/tiling/arrays`.
 * @throws TypeError for an unknown option or a size of the wrong type; RangeError unless sizes, stride and align are positive integers, the
 * margin is a non-negative one, and the stride is at most the output size
 * @example
 * planTiles({ height: 512, width: 512, outputSize: 388, stride: 124, margin: 92 }).tiles;
 * // [{ row: 0, column: 0 }, { row: 0, column: 124 }, { row: 124, column: 0 }, { row: 124, column: 124 }]
 * planTiles({ height: 512, width: 512, outputSize: 388, margin: 92, align: 16 }).tiles[1]; // { row: 0, column: 128 }
 */
export function planTiles(options: TileOptions): TilePlan {
  checkOptions('planTiles', options, {
    height: true,
    width: true,
    outputSize: true,
    margin: true,
    align: true,
    stride: true,
  });
  const { height, width, margin = 0, align = 1 } = options;
  checkCount('planTiles', 'height', height);
  checkCount('planTiles', 'width', width);
  const outputSize = checkSquare('planTiles', 'outputSize', options.outputSize);
  checkInteger('planTiles', 'margin', margin, 0);
  checkCount('planTiles', 'align', align);
  const stride = strideOf(options.stride, outputSize, align);
  const rows = tileStarts(height, outputSize.height, stride.height, align);
  const columns = tileStarts(width, outputSize.width, stride.width, align);
  const tiles = rows.flatMap((row) => columns.map((column) => ({ row, column })));
  return { height, width, margin, outputSize, tiles };
}

function strideOf(stride: number | Size | undefined, outputSize: Size, align: number): Size {
  if (stride === undefined) {
    return { height: multipleUpTo(outputSize.height, align), width: multipleUpTo(outputSize.width, align) };
  }
  const size = checkSquare('planTiles', 'stride', stride);
  for (const side of ['height', 'width'] as const) {
    if (size[side] > outputSize[side]) {
      throw new RangeError(
        `planTiles: stride must be at most outputSize or pixels are missed, got ${side} ${size[side]} for ${outputSize[side]}`,
      );
    }
  }
  return size;
}

/** The largest multiple of `align` up to `size`; `size` itself where that is smaller. */
function multipleUpTo(size: number, align: number): number {
  return size < align ? size : size - (size % align);
}

function tileStarts(length: number, tile: number, stride: number, align: number): number[] {
  // The first multiple of align from where a tile reaches the end.
  const last = Math.ceil(Math.max(0, length - tile) / align) * align;
  const starts: number[] = [];
  let start = 0;
  for (; start + tile < length && start < last; start += stride) starts.push(start);
  // A stride that is no multiple of align may reach the end before that.
  starts.push(Math.min(start, last));
  return starts;
}
