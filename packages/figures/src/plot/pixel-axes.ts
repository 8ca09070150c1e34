import type { Box } from '../svg/box.ts';
import type { Svg } from '../svg/element.ts';
import { bottomAxis, fittingTicks, sideAxis, sideAxisWidth } from './axis.ts';
import { createScale, type Scale } from './scale.ts';
import { linearTicks } from './ticks.ts';

/** Rows or columns of pixels from `start` on. */
export interface PixelRange {
  readonly start: number;
  readonly count: number;
}

/** The place in a figure of positions in an image; pixel r reaches from position r to r + 1. */
export interface PixelScales {
  readonly row: Scale;
  readonly column: Scale;
}

/** Width that the row axis needs beside a picture. */
export function rowAxisWidth(rows: PixelRange): number {
  return sideAxisWidth(linearTicks([rows.start, rows.start + rows.count], 8));
}

/** Scales for a picture of these rows and columns that fills the box. */
export function pixelScales(box: Box, rows: PixelRange, columns: PixelRange): PixelScales {
  const across = [columns.start, columns.start + columns.count] as const;
  return {
    row: createScale({
      domain: [rows.start, rows.start + rows.count],
      range: [box.y, box.y + box.height],
      whole: true,
      count: Math.max(2, Math.min(8, box.height / 40)),
    }),
    column: createScale({
      domain: across,
      range: [box.x, box.x + box.width],
      whole: true,
      count: Math.min(8, fittingTicks(linearTicks(across, 8), box.width)),
    }),
  };
}

/** Axes in pixels, to the left of and below a picture. */
export function pixelAxes(box: Box, { row, column }: PixelScales): Svg {
  return sideAxis('left', box, row, 'row (px)') + bottomAxis(box, column, 'column (px)');
}
