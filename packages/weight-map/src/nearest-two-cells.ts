import type { LabelArray, WeightArray } from '@unet/tensor/arrays';
import { checkLabelArray, checkOptions, checkWord, describe } from '@unet/tensor/internal';
import { nearestTwoSquares } from './nearest-two-squares.ts';
import { noSquare } from './two-label-envelope.ts';

/** What the distance to a cell is measured to. */
export interface CellDistanceOptions {
  /**
   * 'boundary': to the inner boundary of the cell (`innerBoundary`), so that distances grow inside cells, too: as the annotated PyTorch
   * notebook measures. 'cell': to the nearest pixel of the cell, 0 inside. Default 'boundary'.
   */
  readonly distanceTo?: 'boundary' | 'cell' | undefined;
}

/** Options of {@link nearestTwoCells}. */
export interface NearestTwoCellsOptions extends CellDistanceOptions {
  /**
   * Distances up to this many pixels are wanted, others may come as larger than they are, or as Infinity; the less is wanted,
   * the faster it is. Default Infinity: all.
   */
  readonly within?: number | undefined;
}

/** The two cells nearest to each pixel. */
export interface NearestTwoCellsArrays {
  /** Distance to the nearest cell in pixels; Infinity if there is none. */
  readonly first: WeightArray;
  /** Distance to the second nearest cell in pixels; Infinity if there is none. */
  readonly second: WeightArray;
  /** Number of the nearest cell, one of them if several are equally near; 0 if there is none. */
  readonly nearest: LabelArray;
}

/**
 * Measures the exact Euclidean distances, between pixel centres, from every pixel to the nearest and to the second nearest
 * cell: d1 and d2 of Ronneberger et al. (2015), equation 2. The values are those of one distance transform per cell, sorted,
 * but the work does not depend on the number of cells: it is linear in the pixels.
 *
 * Like the distance transforms of Meijster et al. (2000) and Felzenszwalb and Huttenlocher (2012) it goes first along the
 * columns, then along the rows. Of each column it keeps the nearest cell and the nearest other cell: whichever cell is
 * nearest to a pixel, the second nearest appears in its column as one of the two. A lower envelope of two levels
 * (`TwoLabelEnvelope`) combines the columns of a row.
 * @param cells instance map: every cell has a number of its own, 0 is the background; stays the caller's
 * @throws TypeError, RangeError if `cells` is no {@link LabelArray} or an option is unknown or out of range
 * @example
 * const cells = { height: 1, width: 5, data: Int32Array.of(1, 0, 0, 0, 2) };
 * nearestTwoCells(cells).second.data; // 4, 3, 2, 3, 4
 */
export function nearestTwoCells(cells: LabelArray, options: NearestTwoCellsOptions = {}): NearestTwoCellsArrays {
  const where = 'nearestTwoCells';
  checkLabelArray(where, 'cells', cells);
  checkOptions(where, options, { distanceTo: true, within: true });
  checkDistanceTo(where, options);
  const { distanceTo = 'boundary', within = Number.POSITIVE_INFINITY } = options;
  if (!(typeof within === 'number' && within >= 0)) {
    throw new RangeError(`${where}: within must be a number >= 0, got ${describe(within)}`);
  }
  checkDiagonal(where, cells);
  const { height, width } = cells;
  const { first, second, nearest } = nearestTwoSquares(cells, distanceTo, within);
  return {
    first: { height, width, data: roots(first) },
    second: { height, width, data: roots(second) },
    nearest: { height, width, data: nearest },
  };
}

/** Throws unless distances are measured to the boundary or to the cell. */
export function checkDistanceTo(where: string, { distanceTo }: CellDistanceOptions, prefix = ''): void {
  if (distanceTo !== undefined) checkWord(where, `${prefix}distanceTo`, distanceTo, ['boundary', 'cell']);
}

/** Throws if squared distances in an image of this size could exceed an int32. */
export function checkDiagonal(where: string, { height, width }: LabelArray): void {
  if ((height - 1) ** 2 + (width - 1) ** 2 < 2 ** 31) return;
  throw new RangeError(`${where}: cells must have a diagonal under 46340 pixels, got ${height} x ${width}`);
}

function roots(squares: Int32Array): Float32Array {
  const distances = new Float32Array(squares.length);
  for (let pixel = 0; pixel < squares.length; pixel++) {
    distances[pixel] = squares[pixel] === noSquare ? Number.POSITIVE_INFINITY : Math.sqrt(squares[pixel]);
  }
  return distances;
}
