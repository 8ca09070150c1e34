import { paethPredictor } from './unfilter.ts';

/** None, Sub, Up and Paeth (PNG 9.2); Average seldom wins. */
const filters = [0, 1, 2, 4] as const;
type Filter = (typeof filters)[number];

/**
 * Filters the rows of an image for compression. Each row gets the filter with the least sum of absolute differences, the
 * heuristic that the PNG specification recommends (12.7).
 * @param rowBytes bytes of a row
 * @param pixelBytes bytes of a pixel
 * @returns the rows, each behind the number of its filter
 */
export function filterRows(data: Uint8Array, rowBytes: number, pixelBytes: number): Uint8Array {
  const rows = data.length / rowBytes;
  const result = new Uint8Array(rows * (rowBytes + 1));
  const noRow = new Uint8Array(rowBytes);
  for (let row = 0; row < rows; row++) {
    const values = data.subarray(row * rowBytes, (row + 1) * rowBytes);
    const above = row === 0 ? noRow : data.subarray((row - 1) * rowBytes, row * rowBytes);
    const filter = bestFilter(values, above, pixelBytes);
    result[row * (rowBytes + 1)] = filter;
    filterRow(values, above, pixelBytes, filter, result, row * (rowBytes + 1) + 1);
  }
  return result;
}

/** The filter whose bytes, taken as signed and without signs, have the least sum; all sums in one pass. */
function bestFilter(values: Uint8Array, above: Uint8Array, pixelBytes: number): Filter {
  let [none, sub, up, paeth] = [0, 0, 0, 0];
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    const left = index < pixelBytes ? 0 : values[index - pixelBytes]!;
    const upper = above[index]!;
    const upperLeft = index < pixelBytes ? 0 : above[index - pixelBytes]!;
    none += magnitude(value);
    sub += magnitude(value - left);
    up += magnitude(value - upper);
    paeth += magnitude(value - paethPredictor(left, upper, upperLeft));
  }
  const sums = [none, sub, up, paeth];
  return filters[sums.indexOf(Math.min(...sums))]!;
}

/** Writes a filtered row to `target` from `to` on. */
function filterRow(
  values: Uint8Array,
  above: Uint8Array,
  pixelBytes: number,
  filter: Filter,
  target: Uint8Array,
  to: number,
): void {
  for (let index = 0; index < values.length; index++) {
    const left = index < pixelBytes ? 0 : values[index - pixelBytes]!;
    const upper = above[index]!;
    const upperLeft = index < pixelBytes ? 0 : above[index - pixelBytes]!;
    let predicted = 0;
    if (filter === 1) predicted = left;
    if (filter === 2) predicted = upper;
    if (filter === 4) predicted = paethPredictor(left, upper, upperLeft);
    target[to + index] = values[index]! - predicted;
  }
}

/** A difference of bytes modulo 256, taken as signed and without its sign. */
function magnitude(difference: number): number {
  return Math.abs((difference << 24) >> 24);
}
