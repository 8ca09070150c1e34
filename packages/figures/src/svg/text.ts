import { element, escapeXml, type Svg } from './element.ts';
import { fontSize, ink } from './style.ts';

/** How a text is set. */
export interface TextStyle {
  /** Pixels, default that of labels. */
  readonly size?: number;
  readonly bold?: boolean;
  /** Which end of the text (x, y) is, default `start`. */
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Default the colour of text. */
  readonly fill?: string;
  /** Degrees clockwise about (x, y). */
  readonly rotate?: number;
}

/** A line of text whose baseline starts at, is centred on or ends at (x, y); nothing for the empty text. */
export function text(x: number, y: number, content: string, style: TextStyle = {}): Svg {
  if (content === '') return '';
  const { size = fontSize.label, bold = false, anchor = 'start', fill = ink.text, rotate } = style;
  return element(
    'text',
    {
      x,
      y,
      'font-size': size,
      'font-weight': bold ? 700 : undefined,
      'text-anchor': anchor === 'start' ? undefined : anchor,
      fill,
      transform: rotate === undefined ? undefined : `rotate(${rotate} ${x} ${y})`,
    },
    escapeXml(content),
  );
}
