import type { Svg } from '../svg/element.ts';
import { fontSize } from '../svg/style.ts';
import { text } from '../svg/text.ts';
import { shortenText, textWidth } from '../svg/text-width.ts';

/** A name with the mark that it explains. */
export interface LegendEntry {
  readonly name: string;
  /** Draws the mark in {@link swatchWidth} pixels from `x`, about the height `y`. */
  readonly swatch: (x: number, y: number) => Svg;
}

/** Width of the mark of an entry. */
export const swatchWidth = 26;

const rowHeight = 22;
const gapToName = 7;
const gapBetween = 24;

/** Entries side by side in as many rows as they need from (x, y) down. */
export function legend(
  entries: readonly LegendEntry[],
  x: number,
  y: number,
  room: number,
): { readonly svg: Svg; readonly height: number } {
  let svg = '';
  let left = x;
  let top = y;
  for (const entry of entries) {
    const name = shortenText(entry.name, fontSize.label, room - swatchWidth - gapToName);
    const width = swatchWidth + gapToName + textWidth(name, fontSize.label);
    if (left > x && left + width > x + room) {
      left = x;
      top += rowHeight;
    }
    const middle = top + rowHeight / 2;
    svg += entry.swatch(left, middle) + text(left + swatchWidth + gapToName, middle + 0.36 * fontSize.label, name);
    left += width + gapBetween;
  }
  return { svg, height: entries.length === 0 ? 0 : top + rowHeight - y };
}
