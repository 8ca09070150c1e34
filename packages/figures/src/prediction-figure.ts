import { describe, type ImageArray, type LabelArray } from '@unet/tensor/arrays';
import { checkClasses, checkDrawable, checkSameSize } from './check-drawable.ts';
import { type FigureOptions, figureOptions } from './figure-options.ts';
import { frame, headingHeight } from './panel.ts';
import { bottomAxisHeight } from './plot/axis.ts';
import { lyingColorBar } from './plot/color-bar.ts';
import { formatPower } from './plot/ticks.ts';
import { viridis } from './raster/color-map.ts';
import { errorRaster, outcomeColors } from './raster/error-raster.ts';
import { heatRaster } from './raster/heat-raster.ts';
import { imageRaster } from './raster/image-raster.ts';
import { labelRaster } from './raster/label-raster.ts';
import { picture } from './raster/picture.ts';
import { type Box, fitBox } from './svg/box.ts';
import { svgDocument, titleHeight } from './svg/document.ts';
import type { Svg } from './svg/element.ts';
import { filled } from './svg/shapes.ts';
import { fontSize, ink, space } from './svg/style.ts';
import { text } from './svg/text.ts';
import { shortenText, textWidth } from './svg/text-width.ts';

/** One slice of {@link predictionFigure}; all of one size. */
export interface PredictionRow {
  /** Name of the slice. */
  readonly name: string;
  /** Grey or colour, values in [0, 1]. */
  readonly image: ImageArray;
  /** What is right; 0 is background, all else foreground. */
  readonly truth: LabelArray;
  /** Probability of the foreground, one channel. */
  readonly probability: ImageArray;
  /** Shown under the name in their order, numbers to four digits: `{ 'V-Rand': 0.9713 }`. */
  readonly scores?: Readonly<Record<string, number | string>>;
}

/** What {@link predictionFigure} draws. */
export interface PredictionFigure extends FigureOptions {
  /** Slices from top to bottom. */
  readonly rows: readonly PredictionRow[];
  /** Foreground is where the probability is above it, default 0.5. */
  readonly threshold?: number;
}

const gap = 10;
const legendRow = 20;
const lineHeight = 18;

/**
 * Draws slices with what a network predicts for them: input, truth, probability, and the prediction cut at the threshold with false
 * foreground and missed foreground in colour, one row a slice with its name and scores.
 * @returns SVG text
 * @throws TypeError or RangeError without rows, for images that cannot be drawn, or sizes that do not agree within a row
 * @example
 * const svg = predictionFigure({ rows: [{ name: 'slice 26', image, truth, probability, scores: { 'V-Rand': 0.9713 } }] });
 */
export function predictionFigure(options: PredictionFigure): string {
  const { title, width } = figureOptions('predictionFigure', options, 'Predictions');
  const { rows, threshold = 0.5 } = options;
  if (!Array.isArray(rows) || rows.length === 0) {
    throw new RangeError(`predictionFigure: rows must have at least one slice, got ${describe(rows)}`);
  }
  if (!(threshold >= 0 && threshold <= 1)) {
    throw new RangeError(`predictionFigure: threshold must be a number from 0 to 1, got ${describe(threshold)}`);
  }
  rows.forEach(checkRow);

  const nameWidth = Math.min(0.16 * width, Math.max(...rows.map(longestName)));
  const columnWidth = (width - 2 * space.outer - nameWidth - 5 * gap) / 4;
  const columnLeft = (column: number): number => space.outer + nameWidth + 2 * gap + column * (columnWidth + gap);
  const cut = `prediction > ${formatPower(threshold)}`;
  const short = textWidth(cut, fontSize.heading, true) > columnWidth ? `p > ${formatPower(threshold)}` : cut;
  const names = ['input', 'truth', 'probability', short];
  let top = titleHeight + headingHeight;
  const parts: Svg[] = names.map((name, column) => columnHeading(name, columnLeft(column), top - 8, columnWidth));
  for (const row of rows) {
    const pictures = [
      imageRaster(row.image),
      labelRaster(binary(row.truth)),
      heatRaster(row.probability, viridis, [0, 1]),
      errorRaster(row.probability, row.truth, threshold),
    ];
    const size = fitBox(row.image, { x: 0, y: top, width: columnWidth, height: 1.5 * columnWidth });
    parts.push(rowNames(row, top, nameWidth));
    pictures.forEach((raster, column) => {
      const box = { ...size, x: size.x + columnLeft(column) };
      parts.push(picture(box, raster), frame(box));
    });
    // Scores may need more room than a low picture.
    const lines = 1 + Object.keys(row.scores ?? {}).length;
    top += Math.max(size.height, lines * lineHeight) + gap;
  }
  const bar = { x: columnLeft(2) + 8, y: top + 4, width: columnWidth - 16, height: 12 };
  parts.push(lyingColorBar(bar, viridis, [0, 1], 'probability'));
  parts.push(outcomeLegend(columnLeft(3), top, columnWidth));
  return svgDocument(width, top + Math.max(16 + bottomAxisHeight, 4 * legendRow) + space.outer / 2, title, ...parts);
}

function columnHeading(name: string, x: number, y: number, room: number): Svg {
  const fitting = shortenText(name, fontSize.heading, room, true);
  return text(x + room / 2, y, fitting, { size: fontSize.heading, bold: true, anchor: 'middle' });
}

function scoreLines({ scores = {} }: PredictionRow): string[] {
  return Object.entries(scores).map(
    ([name, score]) => `${name} ${typeof score === 'number' ? formatScore(score) : score}`,
  );
}

function longestName(row: PredictionRow): number {
  const lines = scoreLines(row).map((line) => textWidth(line, fontSize.tick));
  return Math.max(textWidth(row.name, fontSize.label, true), ...lines);
}

function rowNames(row: PredictionRow, top: number, room: number): Svg {
  const name = shortenText(row.name, fontSize.label, room, true);
  const lines = scoreLines(row).map((line, index) => {
    const baseline = top + 12 + (index + 1) * lineHeight;
    return text(space.outer, baseline, shortenText(line, fontSize.tick, room), {
      size: fontSize.tick,
      fill: ink.faint,
    });
  });
  return text(space.outer, top + 12, name, { bold: true }) + lines.join('');
}

function formatScore(value: number): string {
  return Number.isFinite(value) ? value.toFixed(4) : String(value);
}

function outcomeLegend(x: number, y: number, room: number): Svg {
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

/** Foreground and background alone: the truth may number the cells. */
function binary(truth: LabelArray): LabelArray {
  return { ...truth, data: truth.data.map((value) => (value === 0 ? 0 : 1)) };
}

function checkRow(row: PredictionRow, index: number): void {
  const where = 'predictionFigure';
  const argument = `rows[${index}]`;
  if (typeof row?.name !== 'string') {
    throw new TypeError(`${where}: ${argument}.name must be a string, got ${describe(row?.name)}`);
  }
  checkDrawable(where, `${argument}.image`, row.image);
  checkClasses(where, `${argument}.truth`, row.truth);
  checkDrawable(where, `${argument}.probability`, row.probability);
  if (row.probability.channels !== 1) {
    throw new RangeError(`${where}: ${argument}.probability.channels must be 1, got ${row.probability.channels}`);
  }
  checkSameSize(where, `${argument}.truth`, row.truth, 'the image', row.image);
  checkSameSize(where, `${argument}.probability`, row.probability, 'the image', row.image);
}
