import type { LabelArray } from '@unet/tensor/arrays';
import { bottomAxisHeight } from './plot/axis.ts';
import { lyingColorBar } from './plot/color-bar.ts';
import { formatPower } from './plot/ticks.ts';
import type { PredictionRowArrays } from './prediction-row.ts';
import { viridis } from './raster/color-map.ts';
import { errorRaster, outcomeColors } from './raster/error-raster.ts';
import { heatRaster } from './raster/heat-raster.ts';
import { imageRaster } from './raster/image-raster.ts';
import { labelRaster } from './raster/label-raster.ts';
import type { Raster } from './raster/raster.ts';
import type { Box } from './svg/box.ts';
import type { Svg } from './svg/element.ts';
import { filled } from './svg/shapes.ts';
import { fontSize, ink } from './svg/style.ts';
import { text } from './svg/text.ts';
import { shortenText, textWidth } from './svg/text-width.ts';

const legendRow = 20;
const lineHeight = 18;

/** Height of the colour bar and the legend below the pictures. */
export const keyHeight: number = Math.max(16 + bottomAxisHeight, 4 * legendRow);

/** What the pictures of a slice are called, the last one shorter where there is little room. */
export function panelNames({ image }: PredictionRowArrays, threshold: number, room: number): string[] {
  const cut = `prediction > ${formatPower(threshold)}`;
  const short = textWidth(cut, fontSize.heading, true) > room ? `p > ${formatPower(threshold)}` : cut;
  return [...(image === undefined ? [] : ['input']), 'truth', 'probability', short];
}

/** The pictures of a slice. */
export function panelPictures({ image, truth, probability }: PredictionRowArrays, threshold: number): Raster[] {
  return [
    ...(image === undefined ? [] : [imageRaster(image)]),
    labelRaster(binary(truth)),
    heatRaster(probability, viridis, [0, 1]),
    errorRaster(probability, truth, threshold),
  ];
}

/** A heading in the middle of the room from `x` on. */
export function panelHeading(name: string, x: number, y: number, room: number): Svg {
  const fitting = shortenText(name, fontSize.heading, room, true);
  return text(x + room / 2, y, fitting, { size: fontSize.heading, bold: true, anchor: 'middle' });
}

/** Width of the longest of a slice's name and scores; 0 without any. */
export function longestName(row: PredictionRowArrays): number {
  const lines = scoreLines(row).map((line) => textWidth(line, fontSize.tick));
  return Math.max(row.name === undefined ? 0 : textWidth(row.name, fontSize.label, true), ...lines);
}

/** Height of {@link nameLines}. */
export function namesHeight({ name, scores = {} }: PredictionRowArrays): number {
  return ((name === undefined ? 0 : 1) + Object.keys(scores).length) * lineHeight;
}

/** A slice's name, if it has one, and below it its scores, a line each. */
export function nameLines(row: PredictionRowArrays, x: number, top: number, room: number): Svg {
  const baseline = (line: number): number => top + 12 + line * lineHeight;
  const hasName = row.name !== undefined;
  const name = hasName ? text(x, baseline(0), shortenText(row.name, fontSize.label, room, true), { bold: true }) : '';
  const lines = scoreLines(row).map((line, index) => {
    const style = { size: fontSize.tick, fill: ink.faint };
    return text(x, baseline(index + (hasName ? 1 : 0)), shortenText(line, fontSize.tick, room), style);
  });
  return name + lines.join('');
}

/** The colours of the probability. */
export function probabilityBar(x: number, y: number, room: number): Svg {
  return lyingColorBar({ x: x + 8, y: y + 4, width: room - 16, height: 12 }, viridis, [0, 1], 'probability');
}

/** The colours of the four outcomes, a line each. */
export function outcomeLegend(x: number, y: number, room: number): Svg {
  const beside = 22;
  const names = ['foreground', 'background', 'false foreground', 'missed foreground'];
  const fit = names.every((name) => textWidth(name, fontSize.tick) <= room - beside);
  const { truePositive, trueNegative, falsePositive, falseNegative } = outcomeColors;
  const drawn = [truePositive, trueNegative, falsePositive, falseNegative].map((color, index) => {
    const top = y + index * legendRow;
    const swatch: Box = { x, y: top + 4, width: 14, height: 12 };
    const name = fit ? names[index]! : names[index]!.split(' ')[0]!;
    return filled(swatch, color, { color: ink.frame }) + text(x + beside, top + 14, name, { size: fontSize.tick });
  });
  return drawn.join('');
}

function scoreLines({ scores = {} }: PredictionRowArrays): string[] {
  return Object.entries(scores).map(
    ([name, score]) => `${name} ${typeof score === 'number' ? formatScore(score) : score}`,
  );
}

function formatScore(value: number): string {
  return Number.isFinite(value) ? value.toFixed(4) : String(value);
}

/** Foreground and background alone: the truth may number the cells. */
function binary(truth: LabelArray): LabelArray {
  return { ...truth, data: truth.data.map((value) => (value === 0 ? 0 : 1)) };
}
