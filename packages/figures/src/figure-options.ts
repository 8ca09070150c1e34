import { describe } from '@unet/tensor/arrays';

/** Options that all figures share. */
export interface FigureOptions {
  /** Stands at the top left and names the SVG for screen readers; each figure has a default. */
  readonly title?: string;
  /**
   * Pixels, default 1000, at least 320; the height follows from the content. Below 600, as on a phone, panels stand below each other and
   * the text keeps its size: draw at the width that the figure is shown at.
   */
  readonly width?: number;
}

/** The options with their defaults, or throws. */
export function figureOptions(
  where: string,
  options: FigureOptions,
  defaultTitle: string,
): { readonly title: string; readonly width: number } {
  const { title = defaultTitle, width = 1000 } = options;
  if (typeof title !== 'string') throw new TypeError(`${where}: title must be a string, got ${describe(title)}`);
  checkLength(where, 'width', width, 320);
  return { title, width };
}

/** Throws unless `value` is a number of pixels from `least` up. */
export function checkLength(where: string, argument: string, value: number, least: number): void {
  if (!Number.isFinite(value) || value < least) {
    throw new RangeError(`${where}: ${argument} must be a number of pixels >= ${least}, got ${describe(value)}`);
  }
}
