import { describe, expect, test } from 'vitest';
import { cellRows, cellsToCsv, summarizeCells } from '../src/segment/cells/cell-table.ts';
import { type Cells, findCells } from '../src/segment/cells/find-cells.ts';

/** Probabilities of the pixels of a drawing: a digit n is n / 10. */
function find(rows: readonly string[], threshold: number, minimumArea: number): Cells {
  const data = Float32Array.from(rows.join(''), (digit) => Number(digit) / 10);
  return findCells({ height: rows.length, width: rows[0]!.length, channels: 1, data }, { threshold, minimumArea });
}

// Two pixels on a diagonal, a square of four inside, a column of three at the right border.
const drawing = ['9000006', '0900006', '0077006', '0077000', '0000000'];

describe('findCells', () => {
  test('joins pixels that share an edge, not those that share a corner', () => {
    const { count, areas, labels } = find(drawing, 0.5, 1);
    expect(count).toBe(4);
    expect([...areas]).toEqual([1, 3, 1, 4]);
    expect([...labels.slice(0, 14)]).toEqual([1, 0, 0, 0, 0, 0, 2, 0, 3, 0, 0, 0, 0, 2]);
  });

  test('leaves out what is too small, and numbers the rest without a gap', () => {
    const { count, leftOut, areas, labels } = find(drawing, 0.5, 2);
    expect({ count, leftOut, areas: [...areas] }).toEqual({ count: 2, leftOut: 2, areas: [3, 4] });
    expect([...labels]).toEqual([
      ...[0, 0, 0, 0, 0, 0, 1],
      ...[0, 0, 0, 0, 0, 0, 1],
      ...[0, 0, 2, 2, 0, 0, 1],
      ...[0, 0, 2, 2, 0, 0, 0],
      ...[0, 0, 0, 0, 0, 0, 0],
    ]);
  });

  test('finds centroids and who touches which border', () => {
    const { rows, columns, atBorder } = find(drawing, 0.5, 2);
    expect([...rows]).toEqual([1, 2.5]);
    expect([...columns]).toEqual([6, 2.5]);
    expect([...atBorder]).toEqual([1, 0]);
    for (const border of [
      ['090', '000', '000'],
      ['000', '900', '000'],
      ['000', '009', '000'],
      ['000', '000', '090'],
    ]) {
      expect([...find(border, 0.5, 1).atBorder], border.join()).toEqual([1]);
    }
    expect([...find(['000', '090', '000'], 0.5, 1).atBorder]).toEqual([0]);
  });

  test('a pixel whose probability is the threshold is outside', () => {
    expect(find(['5'], 0.5, 1).count).toBe(0);
    expect(find(['5'], 0.49, 1).count).toBe(1);
    // As for @unet/metrics, thresholds are not rounded: 0.6 as float32 is larger than 0.6 as float64, 0.7 and 0.9 are smaller.
    expect([6, 7, 9].map((digit) => find([`${digit}`], digit / 10, 1).count)).toEqual([1, 0, 0]);
  });

  test('nothing above the threshold is no cell', () => {
    const cells = find(drawing, 0.95, 1);
    expect(summarizeCells(cells)).toEqual({
      count: 0,
      leftOut: 0,
      atBorder: 0,
      meanArea: 0,
      medianArea: 0,
      covered: 0,
    });
    expect(cellRows(cells, { by: 'area', descending: true }, 10)).toEqual([]);
  });
});

describe('the table of cells', () => {
  test('is summed up', () => {
    expect(summarizeCells(find(drawing, 0.5, 1))).toEqual({
      count: 4,
      leftOut: 0,
      atBorder: 2,
      meanArea: 9 / 4,
      medianArea: 2,
      covered: 9 / 35,
    });
    expect(summarizeCells(find(drawing, 0.5, 3)).medianArea).toBe(3.5);
    expect(summarizeCells(find(drawing, 0.5, 4)).medianArea).toBe(4);
  });

  test('is ordered by any column, up and down, equals by their numbers', () => {
    const cells = find(drawing, 0.5, 1);
    const numbers = (by: Parameters<typeof cellRows>[1]['by'], descending: boolean) =>
      cellRows(cells, { by, descending }, 10).map(({ number }) => number);
    expect(numbers('number', false)).toEqual([1, 2, 3, 4]);
    expect(numbers('number', true)).toEqual([4, 3, 2, 1]);
    expect(numbers('area', false)).toEqual([1, 3, 2, 4]);
    expect(numbers('area', true)).toEqual([4, 2, 1, 3]);
    expect(numbers('row', true)).toEqual([4, 2, 3, 1]);
    expect(numbers('column', false)).toEqual([1, 3, 4, 2]);
    expect(numbers('atBorder', true)).toEqual([1, 2, 3, 4]);
    expect(cellRows(cells, { by: 'area', descending: true }, 1)).toEqual([
      { number: 4, area: 4, row: 2.5, column: 2.5, atBorder: false },
    ]);
  });

  test('is written as CSV, with square micrometres where the size of a pixel is known', () => {
    const cells = find(drawing, 0.5, 2);
    expect(cellsToCsv(cells, undefined)).toBe(
      'number,area_pixels,centroid_row,centroid_column,touches_border\r\n1,3,1.00,6.00,1\r\n2,4,2.50,2.50,0\r\n',
    );
    expect(cellsToCsv(cells, 0.004).split('\r\n').slice(0, 2)).toEqual([
      'number,area_pixels,area_um2,centroid_row,centroid_column,touches_border',
      '1,3,0.000048,1.00,6.00,1',
    ]);
  });
});
