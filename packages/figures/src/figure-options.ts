import { checkOptions, describe } from '@unet/tensor/internal';

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

/** The shared options with their defaults; throws if one of them is wrong, or if a figure has an option that is not in `names`. */
export function figureOptions<Options extends FigureOptions>(
  where: string,
  options: Options,
  names: Readonly<Record<Exclude<keyof Options, keyof FigureOptions>, true>>,
  defaultTitle: string,
): { readonly title: string; readonly width: number } {
  checkOptions<object>(where, options, { ...names, title: true, width: true } as Readonly<Record<never, true>>);
  const { title = defaultTitle, width = 1000 } = options;
  checkText(where, 'title', title);
  checkLength(where, 'width', width, 320);
  return { title, width };
}

/** Throws unless `value` is a string. */
export function checkText(where: string, argument: string, value: unknown): void {
  if (typeof value !== 'string') throw new TypeError(`${where}: ${argument} must be a string, got ${describe(value)}`);
}

/** Throws unless `value` is a number of pixels from `least` up. */
export function checkLength(where: string, argument: string, value: number, least: number): void {
  if (!Number.isFinite(value) || value < least) {
    throw new RangeError(`${where}: ${argument} must be a number of pixels >= ${least}, got ${describe(value)}`);
  }
}

/** Throws unless `value` is a list of numbers, an array or a typed array. */
export function checkNumbers(where: string, argument: string, value: ArrayLike<number>): void {
  if ((Array.isArray(value) && value.every((item) => typeof item === 'number')) || isTypedArray(value)) return;
  throw new TypeError(`${where}: ${argument} must be a list of numbers, got ${describe(value)}`);
}

function isTypedArray(value: unknown): boolean {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}
