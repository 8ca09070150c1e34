import { checkInteger, checkOptions } from '@unet/tensor/internal';
import type { Rectangle } from './copy-window.ts';

/** Where a sample lies in its slice. */
export interface AugmentedWindow {
  /** Top row of the window in the slice; it may lie outside. */
  readonly row: number;
  /** Left column of the window in the slice; it may lie outside. */
  readonly column: number;
  /** Rows of the window. */
  readonly height: number;
  /** Columns of the window. */
  readonly width: number;
  /** Context of the image on every side, in pixels: 92 for the original U-Net. Default 0. */
  readonly margin?: number;
  /** Context of the label on every side, in pixels, as a weight map needs that is computed from it. Default 0. */
  readonly labelMargin?: number;
}

/** The rectangles of a window. */
export interface SettledWindow {
  readonly image: Rectangle;
  readonly label: Rectangle;
  /** Of image and label the larger: the displacement field is drawn for exactly this size. */
  readonly whole: Rectangle;
}

/** Checks a window and says which rectangles it stands for. */
export function settleWindow(where: string, window: AugmentedWindow): SettledWindow {
  checkOptions(
    where,
    window,
    { row: true, column: true, height: true, width: true, margin: true, labelMargin: true },
    'window',
  );
  const { margin = 0, labelMargin = 0 } = window;
  checkInteger(where, 'window.row', window.row);
  checkInteger(where, 'window.column', window.column);
  checkInteger(where, 'window.height', window.height, 1);
  checkInteger(where, 'window.width', window.width, 1);
  checkInteger(where, 'window.margin', margin, 0);
  checkInteger(where, 'window.labelMargin', labelMargin, 0);
  const image = grow(window, margin);
  const label = grow(window, labelMargin);
  return { image, label, whole: margin >= labelMargin ? image : label };
}

function grow({ row, column, height, width }: Rectangle, by: number): Rectangle {
  return { row: row - by, column: column - by, height: height + 2 * by, width: width + 2 * by };
}
