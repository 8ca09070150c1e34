import { describe } from '@unet/tensor/arrays';

/** Options of `renderPng`. */
export interface PngOptions {
  /** Pixels of the PNG per pixel of the SVG, default 1; 2 for sharp screens. */
  readonly scale?: number;
  /** Any CSS colour behind the SVG, default none; the figures of this package bring their white paper with them. */
  readonly background?: string;
}

/** Throws unless the SVG and the options can be rendered. */
export function checkPngOptions(svg: string, { scale = 1, background }: PngOptions): void {
  if (typeof svg !== 'string') throw new TypeError(`renderPng: svg must be a string, got ${describe(svg)}`);
  if (!Number.isFinite(scale) || scale <= 0) {
    throw new RangeError(`renderPng: options.scale must be > 0, got ${describe(scale)}`);
  }
  if (background !== undefined && typeof background !== 'string') {
    throw new TypeError(`renderPng: options.background must be a CSS colour, got ${describe(background)}`);
  }
}
