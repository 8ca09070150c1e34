import type { Box } from '../svg/box.ts';
import type { Svg } from '../svg/element.ts';
import { line } from '../svg/shapes.ts';
import { fontSize, ink, narrowSpace, space } from '../svg/style.ts';
import { text } from '../svg/text.ts';
import { shortenText, textWidth } from '../svg/text-width.ts';
import type { Scale } from './scale.ts';
import type { Tick } from './ticks.ts';

/** Between a tick and its label, and between the labels and the name of the axis. */
const pad = 6;

/** Height of a horizontal axis: ticks, labels and name. */
export const bottomAxisHeight: number = space.tick + pad + fontSize.tick + pad + fontSize.label;

/** Width of a vertical axis: ticks, the longest label and the name. */
export function sideAxisWidth(ticks: readonly Tick[]): number {
  return space.tick + pad + longest(ticks) + pad + fontSize.label + 4;
}

/** How many ticks with labels like these fit on an axis of `width` pixels without touching. */
export function fittingTicks(ticks: readonly Tick[], width: number): number {
  return Math.max(2, Math.floor(width / (longest(ticks) + 28)));
}

/** The axis below a box. */
export function bottomAxis(box: Box, scale: Scale, name: string): Svg {
  const bottom = box.y + box.height;
  // A long label at an end of the axis would leave a narrow figure: it moves inwards.
  const labelX = (x: number, label: string): number => {
    const reach = narrowSpace - 1 - textWidth(label, fontSize.tick) / 2;
    return Math.min(box.x + box.width + reach, Math.max(box.x - reach, x));
  };
  const ticks = readable(scale, ({ label }) => textWidth(label, fontSize.tick) + 10);
  const parts = ticks.map(({ value, label }) => {
    const x = scale.position(value);
    const baseline = bottom + space.tick + pad + fontSize.tick - 2;
    return (
      line([x, bottom], [x, bottom + space.tick], { color: ink.frame }) +
      text(labelX(x, label), baseline, label, { size: fontSize.tick, anchor: 'middle', fill: ink.faint })
    );
  });
  const fitting = shortenText(name, fontSize.label, box.width);
  return parts.join('') + text(box.x + box.width / 2, bottom + bottomAxisHeight - 3, fitting, { anchor: 'middle' });
}

/** The axis to the left or to the right of a box, its name read from below or from above. */
export function sideAxis(side: 'left' | 'right', box: Box, scale: Scale, name: string, color: string = ink.text): Svg {
  const outward = side === 'left' ? -1 : 1;
  const edge = side === 'left' ? box.x : box.x + box.width;
  const labelX = edge + outward * (space.tick + pad);
  const parts = readable(scale, () => fontSize.tick + 2).map(({ value, label }) => {
    const y = scale.position(value);
    const anchor = side === 'left' ? 'end' : 'start';
    return (
      line([edge, y], [edge + outward * space.tick, y], { color: ink.frame }) +
      // Digits are about 0.72 of the size high: half of that below the tick centres them on it.
      text(labelX, y + 0.36 * fontSize.tick, label, { size: fontSize.tick, anchor, fill: ink.faint })
    );
  });
  const nameX = labelX + outward * (longest(scale.ticks) + pad + 3);
  const middle = box.y + box.height / 2;
  const fitting = shortenText(name, fontSize.label, box.height);
  const style = { anchor: 'middle', rotate: outward * 90, fill: color } as const;
  return parts.join('') + text(nameX, middle, fitting, style);
}

/** The ticks without those whose labels, `extent` pixels long, would touch the one before. */
function readable({ ticks, position }: Scale, extent: (tick: Tick) => number): Tick[] {
  const kept: Tick[] = [];
  for (const tick of ticks) {
    const previous = kept.at(-1);
    const least = previous === undefined ? 0 : (extent(previous) + extent(tick)) / 2;
    if (previous === undefined || Math.abs(position(tick.value) - position(previous.value)) >= least) kept.push(tick);
  }
  return kept;
}

function longest(ticks: readonly Tick[]): number {
  return Math.max(0, ...ticks.map(({ label }) => textWidth(label, fontSize.tick)));
}
