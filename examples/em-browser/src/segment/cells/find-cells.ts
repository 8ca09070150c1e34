import { componentSizes, connectedComponents } from '@unet/components/arrays';
import type { ImageArray } from '@unet/tensor/arrays';

/** What counts as a cell. */
export interface CellRule {
  /** Pixels with a probability above it are inside of cells. */
  readonly threshold: number;
  /** Smaller regions are left out, pixels. */
  readonly minimumArea: number;
}

export function sameRule(one: CellRule, other: CellRule): boolean {
  return one.threshold === other.threshold && one.minimumArea === other.minimumArea;
}

/** The cells of an image, a column of a table each; cell n is at n - 1. */
export interface Cells {
  readonly count: number;
  /** Regions that were too small. */
  readonly leftOut: number;
  /** Number of the cell at every pixel, 0 outside. */
  readonly labels: Int32Array;
  /** Pixels. */
  readonly areas: Int32Array;
  /** Centroids, in pixels from the centre of the first. */
  readonly rows: Float64Array;
  readonly columns: Float64Array;
  /** 1 where a cell reaches the border of the image, so that it may go on beyond. */
  readonly atBorder: Uint8Array;
}

/**
 * Finds the connected regions above a threshold.
 * Pixels are neighbours if they share an edge, as in the ISBI 2012 challenge's scores: a membrane
 * one pixel thick that runs diagonally keeps two cells apart. Cells are numbered from 1 in the order of their first pixel, row by row.
 * @param probability of one class, `[height, width, 1]`
 */
export function findCells(probability: ImageArray, { threshold, minimumArea }: CellRule): Cells {
  const { height, width } = probability;
  const inside = above(probability.data, threshold);
  const components = connectedComponents({ height, width, data: inside });
  const { labels, count: found } = components;
  const sizes = componentSizes(components);
  const numbers = new Int32Array(found + 1);
  let count = 0;
  for (let region = 1; region <= found; region++) {
    if (sizes[region]! >= minimumArea) numbers[region] = ++count;
  }
  const areas = new Int32Array(count);
  for (let region = 1; region <= found; region++) {
    if (numbers[region]! > 0) areas[numbers[region]! - 1] = sizes[region]!;
  }
  const { rows, columns } = renumber(labels.data, width, numbers, areas);
  const atBorder = touching(labels.data, height, width, count);
  return { count, leftOut: found - count, labels: labels.data, areas, rows, columns, atBorder };
}

function above(probability: Float32Array, threshold: number): Int32Array {
  const inside = new Int32Array(probability.length);
  for (let pixel = 0; pixel < inside.length; pixel++) {
    // As @unet/metrics compares: the threshold as it is, not rounded to float32.
    if (probability[pixel]! > threshold) inside[pixel] = 1;
  }
  return inside;
}

/** Gives regions their new numbers, in place, and finds the centroids on the way. */
function renumber(
  labels: Int32Array,
  width: number,
  numbers: Int32Array,
  areas: Int32Array,
): Pick<Cells, 'rows' | 'columns'> {
  const rows = new Float64Array(areas.length);
  const columns = new Float64Array(areas.length);
  for (let start = 0, row = 0; start < labels.length; start += width, row++) {
    for (let column = 0; column < width; column++) {
      const region = labels[start + column]!;
      if (region === 0) continue;
      const number = numbers[region]!;
      labels[start + column] = number;
      if (number === 0) continue;
      rows[number - 1]! += row;
      columns[number - 1]! += column;
    }
  }
  for (let cell = 0; cell < areas.length; cell++) {
    rows[cell]! /= areas[cell]!;
    columns[cell]! /= areas[cell]!;
  }
  return { rows, columns };
}

function touching(labels: Int32Array, height: number, width: number, count: number): Uint8Array {
  const found = new Uint8Array(count + 1);
  for (let column = 0; column < width; column++) {
    found[labels[column]!] = 1;
    found[labels[(height - 1) * width + column]!] = 1;
  }
  for (let row = 0; row < height; row++) {
    found[labels[row * width]!] = 1;
    found[labels[row * width + width - 1]!] = 1;
  }
  return found.subarray(1);
}
