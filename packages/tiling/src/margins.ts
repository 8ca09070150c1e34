import { checkInteger, describe } from '@unet/tensor/internal';

/** Pixels added on each side of an image. */
export interface Margins {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** The margins that an argument gives as one number for every side, or for each. */
export function marginsOf(where: string, margin: number | Margins): Margins {
  if (typeof margin === 'number') {
    checkInteger(where, 'margin', margin, 0);
    return { top: margin, bottom: margin, left: margin, right: margin };
  }
  if (typeof margin !== 'object' || margin === null) {
    throw new TypeError(`${where}: margin must be a number or { top, bottom, left, right }, got ${describe(margin)}`);
  }
  for (const side of ['top', 'bottom', 'left', 'right'] as const) {
    checkInteger(where, `margin.${side}`, margin[side], 0);
  }
  return margin;
}
