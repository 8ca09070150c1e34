import type { CellRule } from '../cells/find-cells.ts';
import { type ColourTable, cellColours, maskColours, outlineColours, probabilityColours } from './colour-tables.ts';

/** What is laid over the image. */
export type View = 'probability' | 'mask' | 'outlines' | 'cells';

/** How a segmentation is shown. */
export interface Look {
  readonly view: View;
  /** Of the colours over the image, 0 to 1. */
  readonly opacity: number;
  readonly rule: CellRule;
}

/** The colours of each view. */
export const colourTables: Readonly<Record<View, ColourTable>> = {
  probability: probabilityColours,
  mask: maskColours,
  outlines: outlineColours,
  cells: cellColours,
};
