import { describe } from '@unet/tensor/arrays';
import { checkClasses, checkDrawable, checkSameSize } from './check-drawable.ts';
import { type FigureOptions, figureOptions } from './figure-options.ts';
import { panelsInARow, panelsInPairs } from './prediction-layout.ts';
import type { PredictionRow } from './prediction-row.ts';
import { svgDocument } from './svg/document.ts';
import { isNarrow, outerSpace } from './svg/style.ts';

/** What {@link predictionFigure} draws. */
export interface PredictionFigure extends FigureOptions {
  /** Slices from top to bottom. */
  readonly rows: readonly PredictionRow[];
  /** Foreground is where the probability is above it, default 0.5. */
  readonly threshold?: number;
}

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
  const { svg, bottom } = (isNarrow(width) ? panelsInPairs : panelsInARow)(width, rows, threshold);
  return svgDocument(width, bottom + outerSpace(width) / 2, title, svg);
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
