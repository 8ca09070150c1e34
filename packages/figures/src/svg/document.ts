import { element, escapeXml, type Svg } from './element.ts';
import { fontFamily, fontSize, ink, space } from './style.ts';
import { text } from './text.ts';
import { shortenText } from './text-width.ts';

/** Height that {@link svgDocument} keeps free for the title. */
export const titleHeight = 44;

/**
 * A whole SVG file on white paper with its title at the top left. It needs nothing outside itself, and uses no ids, so that
 * several can stand in one HTML page.
 */
export function svgDocument(width: number, height: number, title: string, ...children: readonly Svg[]): string {
  const heading = shortenText(title, fontSize.title, width - 2 * space.outer, true);
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: Math.ceil(width),
      height: Math.ceil(height),
      viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`,
      'font-family': fontFamily,
      role: 'img',
    },
    element('title', {}, escapeXml(title)),
    element('rect', { width: Math.ceil(width), height: Math.ceil(height), fill: ink.paper }),
    text(space.outer, 30, heading, { size: fontSize.title, bold: true }),
    ...children,
  );
}
