import type { LabelArray } from '@unet/tensor/arrays';

/** For every pixel the two nearest sites of different cells in its own column. */
export interface ColumnDistances {
  /** Rows to the nearest site; {@link far} or more if the column has none. */
  readonly nearest: Int32Array;
  /** Its cell; 0 if there is none. */
  readonly nearestCell: Int32Array;
  /** Rows to the nearest site of another cell; {@link far} or more if the column has none. */
  readonly other: Int32Array;
  /** Its cell; 0 if there is none. */
  readonly otherCell: Int32Array;
}

/** More than any distance in an image, and so little that the height of an image can be added. */
export const far = 0x2000_0000;

/**
 * Measures along the columns, in one pass down and one up. From row to row the distance to a cell changes by no more than 1,
 * so that a cell that is among the two nearest to a pixel, and lies below it, is among the two nearest to the next pixel.
 * @param sites cell numbers at the pixels to measure to, 0 elsewhere
 */
export function columnDistances(sites: LabelArray): ColumnDistances {
  const { data } = sites;
  const distances: ColumnDistances = {
    nearest: new Int32Array(data.length).fill(far),
    nearestCell: new Int32Array(data.length),
    other: new Int32Array(data.length).fill(far),
    otherCell: new Int32Array(data.length),
  };
  goDown(sites, distances);
  goUp(sites, distances);
  return distances;
}

/** Measures to the sites at or above each pixel. */
function goDown({ width, data }: LabelArray, { nearest, nearestCell, other, otherCell }: ColumnDistances): void {
  for (let pixel = 0; pixel < data.length; pixel++) {
    const above = pixel - width;
    const cell = data[pixel];
    if (cell !== 0) {
      nearest[pixel] = 0;
      nearestCell[pixel] = cell;
      if (above < 0) continue;
      const continues = nearestCell[above] === cell;
      other[pixel] = (continues ? other[above] : nearest[above]) + 1;
      otherCell[pixel] = continues ? otherCell[above] : nearestCell[above];
    } else if (above >= 0) {
      nearest[pixel] = nearest[above] + 1;
      nearestCell[pixel] = nearestCell[above];
      other[pixel] = other[above] + 1;
      otherCell[pixel] = otherCell[above];
    }
  }
}

/** Adds what the pixel below knows by now: all sites of its column. */
function goUp({ width, data }: LabelArray, { nearest, nearestCell, other, otherCell }: ColumnDistances): void {
  for (let pixel = data.length - width - 1; pixel >= 0; pixel--) {
    const below = pixel + width;
    const distance = nearest[below] + 1;
    if (distance >= other[pixel]) continue;
    const cell = nearestCell[below];
    const sameCell = cell === nearestCell[pixel];
    if (distance < nearest[pixel]) {
      if (!sameCell) {
        other[pixel] = nearest[pixel];
        otherCell[pixel] = nearestCell[pixel];
      }
      nearest[pixel] = distance;
      nearestCell[pixel] = cell;
    } else if (!sameCell) {
      other[pixel] = distance;
      otherCell[pixel] = cell;
    }
    if (other[below] + 1 < other[pixel]) {
      other[pixel] = other[below] + 1;
      otherCell[pixel] = otherCell[below];
    }
  }
}
