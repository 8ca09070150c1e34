import { describe, expect, test } from 'vitest';
import { rowsPerBand } from '../src/ops/rows-per-band.ts';

describe('rows per band', () => {
  // One row of the output takes 9 taps * 2 inputs * 2 images * 10 columns = 360 values.
  test.each([
    [12 * 360, 12, 'all at once'],
    [12 * 360 - 1, 6, 'two bands of equal size'],
    [5 * 360, 4, 'three bands: of five rows at most, so of four'],
    [719, 1, 'row by row'],
    [1, 1, 'row by row, each larger than the limit'],
  ])('within %i values: %i, %s', (largest, rows) => {
    expect(rowsPerBand([3, 3, 2, 7], [2, 12, 10, 7], largest)).toBe(rows);
  });

  test('a 1 x 1 convolution needs no bands', () => {
    expect(rowsPerBand([1, 1, 1024, 2], [1, 1000, 1000], 1)).toBe(1000);
  });
});
