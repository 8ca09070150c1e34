import type { Box } from './svg/box.ts';
import type { Svg } from './svg/element.ts';
import { outline } from './svg/shapes.ts';
import { fontSize, ink } from './svg/style.ts';
import { text } from './svg/text.ts';
import { shortenText } from './svg/text-width.ts';

/** Height of a heading above a panel. */
export const headingHeight: number = fontSize.heading + 12;

/** A heading on top of a box, cut off where the box ends. */
export function heading(box: Box, content: string): Svg {
  const fitting = shortenText(content, fontSize.heading, box.width, true);
  return text(box.x, box.y - 8, fitting, { size: fontSize.heading, bold: true });
}

/** The thin frame around a panel. */
export function frame(box: Box): Svg {
  return outline(box, { color: ink.frame });
}
