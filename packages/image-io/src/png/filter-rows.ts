import { paethPredictor } from './unfilter.ts';

/** None, Sub, Up and Paeth (PNG 9.2); Average seldom wins. */
const filters = [0, 1, 2, 4] as const;

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
  const candidate = new Uint8Array(rowBytes);
  for (let row = 0; row < rows; row++) {
    const to = row * (rowBytes + 1);
    let least = Number.POSITIVE_INFINITY;
    for (const filter of filters) {
      const sum = filterRow(data, row * rowBytes, rowBytes, pixelBytes, filter, candidate);
      if (sum >= least) continue;
      least = sum;
      result[to] = filter;
      result.set(candidate, to + 1);
    }
  }
  return result;
}

/** Filters one row into `target`; returns the sum of its bytes taken as signed, without signs. */
function filterRow(
  data: Uint8Array,
  first: number,
  rowBytes: number,
  pixelBytes: number,
  filter: (typeof filters)[number],
  target: Uint8Array,
): number {
  let sum = 0;
  for (let index = 0; index < rowBytes; index++) {
    const at = first + index;
    const left = index < pixelBytes ? 0 : data[at - pixelBytes]!;
    const up = first === 0 ? 0 : data[at - rowBytes]!;
    const upLeft = index < pixelBytes || first === 0 ? 0 : data[at - rowBytes - pixelBytes]!;
    let predicted = 0;
    if (filter === 1) predicted = left;
    if (filter === 2) predicted = up;
    if (filter === 4) predicted = paethPredictor(left, up, upLeft);
    const difference = (data[at]! - predicted) & 0xff;
    target[index] = difference;
    sum += difference < 128 ? difference : 256 - difference;
  }
  return sum;
}
