import { element, escapeXml, type Svg } from './element.ts';
import { fontFamily, fontSize, ink, isNarrow, outerSpace } from './style.ts';
import { text } from './text.ts';
import { shortenText } from './text-width.ts';

/** Height that {@link svgDocument} keeps free for the title. */
export const titleHeight = 44;

/**
 * A whole SVG file on white paper with its title at the top left. It needs nothing outside itself, and uses no ids, so that
 * several can stand in one HTML page.
 */
export function svgDocument(width: number, height: number, title: string, ...children: readonly Svg[]): string {
  const size = isNarrow(width) ? fontSize.narrowTitle : fontSize.title;
  const heading = shortenText(title, size, width - 2 * outerSpace(width), true);
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
    text(outerSpace(width), 30, heading, { size, bold: true }),
    ...children,
  );
}
