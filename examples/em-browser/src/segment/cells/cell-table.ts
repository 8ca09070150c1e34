import type { Cells } from './find-cells.ts';

/** What the cells are like together; areas in pixels. */
export interface CellSummary {
  readonly count: number;
  readonly leftOut: number;
  readonly atBorder: number;
  readonly meanArea: number;
  readonly medianArea: number;
  /** Share of the image that is inside of cells. */
  readonly covered: number;
}

/** One cell. */
export interface CellRow {
  /** From 1. */
  readonly number: number;
  /** Pixels. */
  readonly area: number;
  /** Of the centroid, pixels. */
  readonly row: number;
  readonly column: number;
  readonly atBorder: boolean;
}

/** How a table of cells is ordered. */
export interface CellOrder {
  readonly by: keyof CellRow;
  readonly descending: boolean;
}

export function summarizeCells({ count, leftOut, areas, atBorder, labels }: Cells): CellSummary {
  const sorted = areas.slice().sort();
  const total = areas.reduce((sum, area) => sum + area, 0);
  const middle = count / 2;
  const medianArea = count === 0 ? 0 : (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
  return {
    count,
    leftOut,
    atBorder: atBorder.reduce((sum, touches) => sum + touches, 0),
    meanArea: count === 0 ? 0 : total / count,
    medianArea,
    covered: total / labels.length,
  };
}

/** The first `limit` cells in an order; equal ones by their numbers. */
export function cellRows(cells: Cells, { by, descending }: CellOrder, limit: number): CellRow[] {
  const keys = {
    number: undefined,
    area: cells.areas,
    row: cells.rows,
    column: cells.columns,
    atBorder: cells.atBorder,
  }[by];
  const order = Uint32Array.from({ length: cells.count }, (_, cell) => cell);
  const sign = descending ? -1 : 1;
  order.sort((a, b) => sign * (keys === undefined ? a - b : keys[a]! - keys[b]!) || a - b);
  return Array.from(order.subarray(0, limit), (cell) => rowOf(cells, cell));
}

/**
 * All cells as comma-separated values with one line of names.
 * @param pixelSize side of a pixel in µm; without it there is no column of areas in µm²
 */
export function cellsToCsv(cells: Cells, pixelSize: number | undefined): string {
  const square = pixelSize === undefined ? [] : ['area_um2'];
  const lines = [['number', 'area_pixels', ...square, 'centroid_row', 'centroid_column', 'touches_border'].join(',')];
  for (let cell = 0; cell < cells.count; cell++) {
    const { number, area, row, column, atBorder } = rowOf(cells, cell);
    const areas = pixelSize === undefined ? [area] : [area, Number((area * pixelSize ** 2).toPrecision(7))];
    lines.push([number, ...areas, row.toFixed(2), column.toFixed(2), atBorder ? 1 : 0].join(','));
  }
  return `${lines.join('\r\n')}\r\n`;
}

function rowOf({ areas, rows, columns, atBorder }: Cells, cell: number): CellRow {
  return {
    number: cell + 1,
    area: areas[cell]!,
    row: rows[cell]!,
    column: columns[cell]!,
    atBorder: atBorder[cell] === 1,
  };
}
