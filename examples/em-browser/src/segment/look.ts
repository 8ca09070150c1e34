import { outlineIndices, probabilityIndices } from './colour-indices.ts';
import { type ColourTable, cellColours, maskColours, outlineColours, probabilityColours } from './colour-tables.ts';
import type { CellRule, ProbabilityPlane } from './find-cells.ts';

/** What is laid over the image. */
export type View = 'probability' | 'mask' | 'outlines' | 'cells';

/** How a segmentation is shown. */
export interface Look {
  readonly view: View;
  /** Of the colours over the image, 0 to 1. */
  readonly opacity: number;
  readonly rule: CellRule;
}

const tables: Readonly<Record<View, ColourTable>> = {
  probability: probabilityColours,
  mask: maskColours,
  outlines: outlineColours,
  cells: cellColours,
};

/**
 * The colour of each pixel in a view.
 * @param cells of each pixel, see `cellIndices`; not asked for in the view of the probability
 */
export function coloursFor(
  view: View,
  { height, width, data }: ProbabilityPlane,
  cells: () => Uint8Array,
): { readonly indices: Uint8Array; readonly colours: ColourTable } {
  const colours = tables[view];
  if (view === 'probability') return { indices: probabilityIndices(data), colours };
  if (view === 'outlines')
    return { indices: outlineIndices(cells(), height, width, lineWidth(height, width)), colours };
  return { indices: cells(), colours };
}

/** Lines that can be seen when a large image is scaled down to the width of the page. */
function lineWidth(height: number, width: number): number {
  return Math.max(1, Math.round(Math.max(height, width) / 800));
}
