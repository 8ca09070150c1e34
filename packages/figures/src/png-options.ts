import { checkOptions, checkPositive, describe } from '@unet/tensor/internal';
import { checkText } from './figure-options.ts';

/** Options of `renderPng`. */
export interface PngOptions {
  /** Pixels of the PNG per pixel of the SVG, default 1; 2 for sharp screens. */
  readonly scale?: number;
  /** Any CSS colour behind the SVG, default none; the figures of this package bring their white paper with them. */
  readonly background?: string;
}

/** Throws unless the SVG and the options can be rendered; `names` are the options beside those of {@link PngOptions}. */
export function checkPngOptions<Options extends PngOptions>(
  svg: string,
  options: Options,
  names: Readonly<Record<Exclude<keyof Options, keyof PngOptions>, true>>,
): void {
  checkText('renderPng', 'svg', svg);
  checkOptions<object>('renderPng', options, { scale: true, background: true, ...names } as Readonly<
    Record<never, true>
  >);
  const { scale = 1, background } = options;
  checkPositive('renderPng', 'scale', scale);
  if (background !== undefined && typeof background !== 'string') {
    throw new TypeError(`renderPng: background must be a CSS colour, got ${describe(background)}`);
  }
}
