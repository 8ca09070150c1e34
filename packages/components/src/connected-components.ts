import type { LabelArray } from '@unet/tensor/arrays';
import { checkConnectivity, checkLabelArray, checkOptions } from '@unet/tensor/internal';

/** Options of {@link connectedComponents}. */
export interface ComponentsOptions {
  /**
   * Which neighbours of a pixel belong together. 4: those that share an edge; 8: those that share a corner, too. Default 4, so that a
   * membrane one pixel thick keeps two cells apart, also where it runs diagonally.
   */
  readonly connectivity?: 4 | 8;
}

/** The connected regions of a label. */
export interface ComponentsArrays {
  /** The number of its component at every pixel, from 1 to `count`; 0 on the background. */
  readonly labels: LabelArray;
  /** How many components there are. */
  readonly count: number;
}

/**
 * Numbers the connected regions of equal non-zero value, from 1 in the order of their first pixel, row by row; the same
 * numbers as scikit-image's `measure.label(label, background=0, connectivity=1 | 2)` for connectivity 4 | 8.
 *
 * Two passes with union-find (Rosenfeld and Pfaltz 1966), looking at no more neighbours than needed (Wu, Otoo and
 * Suzuki 2009). The forest is kept in the result itself, so that nothing else is allocated; time is linear in the pixels
 * in practice, whatever the shape of the regions.
 * @param label class map (or any int32 map), stays the caller's
 * @throws TypeError, RangeError if the label is not a whole {@link LabelArray}, the connectivity neither 4 nor 8, or an option unknown
 * @example
 * const label = { height: 1, width: 5, data: Int32Array.of(1, 1, 0, 1, 2) };
 * connectedComponents(label).labels.data; // 1, 1, 0, 2, 3
 */
export function connectedComponents(label: LabelArray, options: ComponentsOptions = {}): ComponentsArrays {
  checkLabelArray('connectedComponents', 'label', label);
  checkOptions('connectedComponents', options, { connectivity: true });
  const { connectivity = 4 } = options;
  checkConnectivity('connectedComponents', connectivity);
  const { height, width } = label;
  const forest = connectivity === 8 ? joinByCorners(label) : joinByEdges(label);
  const count = numberTrees(label.data, forest);
  return { labels: { height, width, data: forest }, count };
}

// In the forest every foreground pixel points to a pixel of its component that is not after it; a root points to itself.
// Background pixels keep 0, which is never read.

function joinByEdges({ height, width, data }: LabelArray): Int32Array {
  const forest = new Int32Array(data.length);
  for (let row = 0, pixel = 0; row < height; row++) {
    for (let column = 0; column < width; column++, pixel++) {
      const value = data[pixel];
      if (value === 0) continue;
      const joinsNorth = row > 0 && data[pixel - width] === value;
      const joinsWest = column > 0 && data[pixel - 1] === value;
      if (joinsNorth) {
        forest[pixel] = forest[pixel - width];
        if (joinsWest) unite(forest, pixel, pixel - 1);
      } else {
        forest[pixel] = joinsWest ? forest[pixel - 1] : pixel;
      }
    }
  }
  return forest;
}

function joinByCorners({ height, width, data }: LabelArray): Int32Array {
  const forest = new Int32Array(data.length);
  for (let row = 0, pixel = 0; row < height; row++) {
    for (let column = 0; column < width; column++, pixel++) {
      const value = data[pixel];
      if (value === 0) continue;
      const north = pixel - width;
      // The other three touch the north pixel: they are in its component already.
      if (row > 0 && data[north] === value) {
        forest[pixel] = forest[north];
        continue;
      }
      const joinsNorthEast = row > 0 && column + 1 < width && data[north + 1] === value;
      // North-west and west touch each other: one of them stands for both.
      let west = -1;
      if (column > 0) {
        if (data[pixel - 1] === value) west = pixel - 1;
        else if (row > 0 && data[north - 1] === value) west = north - 1;
      }
      if (joinsNorthEast) {
        forest[pixel] = forest[north + 1];
        if (west >= 0) unite(forest, pixel, west);
      } else {
        forest[pixel] = west >= 0 ? forest[west] : pixel;
      }
    }
  }
  return forest;
}

/** Joins two trees; the earlier root stays one, so that a root is the first pixel of its component. */
function unite(forest: Int32Array, one: number, other: number): void {
  const a = findRoot(forest, one);
  const b = findRoot(forest, other);
  if (a < b) forest[b] = a;
  else forest[a] = b;
}

/** Walks to the root and lets every other pixel on the way skip one (path halving, van Leeuwen and Tarjan 1984). */
function findRoot(forest: Int32Array, start: number): number {
  let pixel = start;
  while (forest[pixel] !== pixel) {
    const grandparent = forest[forest[pixel]];
    forest[pixel] = grandparent;
    pixel = grandparent;
  }
  return pixel;
}

/** Replaces pointers by component numbers, in place: what a pixel points to comes before it and has its number already. */
function numberTrees(data: Int32Array, forest: Int32Array): number {
  let count = 0;
  for (let pixel = 0; pixel < forest.length; pixel++) {
    if (data[pixel] === 0) continue;
    const parent = forest[pixel];
    forest[pixel] = parent === pixel ? ++count : forest[parent];
  }
  return count;
}
