import type { ImageArray } from '@unet/tensor/arrays';
import { expose, transfer } from 'comlink';
import { cellIndices } from '../picture/colour-indices.ts';
import { type CellOrder, type CellRow, type CellSummary, cellRows, cellsToCsv, summarizeCells } from './cell-table.ts';
import { type CellRule, type Cells, findCells } from './find-cells.ts';

/** The cells of a probability at a threshold, as the page shows them. */
export interface CellCount {
  readonly rule: CellRule;
  readonly summary: CellSummary;
  /** Colour of the cell at each pixel, 0 outside. */
  readonly indices: Uint8Array<ArrayBuffer>;
}

let probability: ImageArray | undefined;
let cells: Cells | undefined;

const api = {
  /** Takes the probability that cells are looked for in. */
  setProbability(plane: ImageArray): void {
    probability = plane;
    cells = undefined;
  },

  count(rule: CellRule): CellCount {
    if (probability === undefined) throw new Error('There is no segmentation to count cells in.');
    cells = findCells(probability, rule);
    const indices = cellIndices(cells.labels);
    return transfer({ rule, summary: summarizeCells(cells), indices }, [indices.buffer]);
  },

  rows(order: CellOrder, limit: number): CellRow[] {
    return cells === undefined ? [] : cellRows(cells, order, limit);
  },

  /** @param pixelSize in µm, undefined where it is not known */
  csv(pixelSize: number | undefined): Uint8Array<ArrayBuffer> {
    if (cells === undefined) throw new Error('There are no cells to write down.');
    return new TextEncoder().encode(cellsToCsv(cells, pixelSize));
  },
};

export type CellsWorker = typeof api;

expose(api);
