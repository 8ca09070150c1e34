import type { LabelArray, WeightArray } from '@unet/tensor/arrays';
import { checkSameSize, checkWeightArray } from '@unet/tensor/internal';
import { checkClasses } from './check-classes.ts';
import { type FigureOptions, figureOptions } from './figure-options.ts';
import { frame, heading, headingHeight } from './panel.ts';
import { sideAxisWidth } from './plot/axis.ts';
import { classBar, colorBarWidth, uprightColorBar } from './plot/color-bar.ts';
import { linearTicks } from './plot/ticks.ts';
import { inferno } from './raster/color-map.ts';
import { heatRaster } from './raster/heat-raster.ts';
import { highestLabel, labelColor, labelRaster } from './raster/label-raster.ts';
import { picture } from './raster/picture.ts';
import { type Box, fitBox } from './svg/box.ts';
import { svgDocument, titleHeight } from './svg/document.ts';
import type { Svg } from './svg/element.ts';
import { isNarrow, outerSpace, space } from './svg/style.ts';

/** What {@link weightMapFigure} draws; all of one size. */
export interface WeightMapFigureArrays extends FigureOptions {
  readonly label: LabelArray;
  /** The class-balancing part of the weight, from `classBalanceMap` of `@unet/weight-map`. */
  readonly classBalance: WeightArray;
  /** The whole weight, from `weightMap`. */
  readonly weight: WeightArray;
}

/** Between a picture and its colour bar. */
const barGap = 8;

/** More classes than these cannot be told apart on a bar. */
const mostFields = 10;

/**
 * Draws a label, its class balance and its whole weight map (Ronneberger et al. 2015, equation 2 and figure 3) with a colour bar each.
 * Weights are coloured from 0 to their largest value.
 * @returns SVG text
 * @throws TypeError for an unknown option or one of the wrong type; RangeError for negative classes or sizes that do not agree
 * @example
 * const svg = weightMapFigure({ label, classBalance: classBalanceMap(label), weight: weightMap(label) });
 */
export function weightMapFigure(options: WeightMapFigureArrays): string {
  const { title, width } = figureOptions(
    'weightMapFigure',
    options,
    { label: true, classBalance: true, weight: true },
    'Weight of each pixel in the loss',
  );
  const { label, classBalance, weight } = options;
  checkClasses('weightMapFigure', 'label', label);
  checkWeightArray('weightMapFigure', 'classBalance', classBalance);
  checkWeightArray('weightMapFigure', 'weight', weight);
  checkSameSize('weightMapFigure', 'classBalance', classBalance, 'label', label);
  checkSameSize('weightMapFigure', 'weight', weight, 'label', label);

  const balanceDomain = weightDomain(classBalance);
  const domain = weightDomain(weight);
  const bars = [[{ value: 0, label: '0' }], linearTicks(balanceDomain, 6), linearTicks(domain, 6)].map(
    (ticks) => barGap + colorBarWidth + sideAxisWidth(ticks),
  );
  const boxes = isNarrow(width) ? stackedBoxes(width, label, bars) : neighbouringBoxes(width, label, bars);
  return svgDocument(
    width,
    boxes[2]!.y + boxes[2]!.height + outerSpace(width),
    title,
    labelPanel(boxes[0]!, label),
    heatPanel(boxes[1]!, 'class balance', classBalance, balanceDomain),
    heatPanel(boxes[2]!, 'weight map', weight, domain),
  );
}

/** Boxes for pictures of one size side by side, each with room for its bar on the right. */
function neighbouringBoxes(width: number, label: LabelArray, bars: readonly number[]): Box[] {
  const outer = outerSpace(width);
  const taken = bars.reduce((sum, bar) => sum + bar, 2 * space.gap);
  const side = (width - 2 * outer - taken) / 3;
  const room = { y: titleHeight + headingHeight, width: side, height: 1.6 * side };
  let x = outer;
  return bars.map((bar) => {
    const box = fitBox(label, { ...room, x });
    x += side + bar + space.gap;
    return box;
  });
}

/** The same below each other. */
function stackedBoxes(width: number, label: LabelArray, bars: readonly number[]): Box[] {
  const outer = outerSpace(width);
  const side = width - 2 * outer - Math.max(...bars);
  const room = { x: outer, y: titleHeight + headingHeight, width: side, height: 1.6 * side };
  const first = fitBox(label, room);
  const step = first.height + space.gap + headingHeight;
  return bars.map((_, index) => ({ ...first, y: first.y + index * step }));
}

function heatPanel(box: Box, name: string, values: WeightArray, domain: readonly [number, number]): Svg {
  const drawn = heading(box, name) + picture(box, heatRaster(values, inferno, domain)) + frame(box);
  return drawn + uprightColorBar(barBox(box), inferno, domain, 'weight');
}

function labelPanel(box: Box, label: LabelArray): Svg {
  const highest = highestLabel(label);
  const drawn = heading(box, 'label') + picture(box, labelRaster(label)) + frame(box);
  if (highest >= mostFields) return drawn;
  const colors = Array.from({ length: Math.max(2, highest + 1) }, (_, value) => {
    const [red, green, blue] = labelColor(value, highest);
    return `rgb(${red},${green},${blue})`;
  });
  return drawn + classBar(barBox(box), colors, 'class');
}

function barBox(box: Box): Box {
  return { x: box.x + box.width + barGap, y: box.y, width: colorBarWidth, height: box.height };
}

/** From 0, so that the colours of two maps mean the same; NaN and infinities do not count. */
function weightDomain(weight: WeightArray): [number, number] {
  let high = 0;
  for (const value of weight.data) if (value > high && Number.isFinite(value)) high = value;
  return [0, high || 1];
}
