import { checkFraction, checkImageArray, checkList, checkObject, checkSameSize } from '@unet/tensor/internal';
import { checkClasses } from './check-classes.ts';
import { checkText, type FigureOptions, figureOptions } from './figure-options.ts';
import { panelsInARow, panelsInPairs } from './prediction-layout.ts';
import type { PredictionRowArrays } from './prediction-row.ts';
import { svgDocument } from './svg/document.ts';
import { isNarrow, outerSpace } from './svg/style.ts';

/** What {@link predictionFigure} draws. */
export interface PredictionFigureArrays extends FigureOptions {
  /** Slices from top to bottom. */
  readonly rows: readonly PredictionRowArrays[];
  /** Foreground is where the probability is above it, default 0.5. */
  readonly threshold?: number;
}

/**
 * Draws slices with what a network predicts for them: input, if it is there, truth, probability, and the prediction cut at the threshold with
 * false foreground and missed foreground in colour, one row a slice with its name and scores, if it has any.
 * @returns SVG text
 * @throws TypeError for an unknown option or one of the wrong type; RangeError without rows, for inputs of some rows only, another number of
 * channels than they may have, negative classes, or sizes that do not agree within a row
 * @example
 * const probability = classProbability(await segment(unet, image), 1);
 * const svg = predictionFigure({ rows: [{ name: 'slice 26', image, truth, probability, scores: { 'V-Rand': 0.9713 } }] });
 */
export function predictionFigure(options: PredictionFigureArrays): string {
  const { title, width } = figureOptions('predictionFigure', options, { rows: true, threshold: true }, 'Predictions');
  const { rows, threshold = 0.5 } = options;
  checkList('predictionFigure', 'rows', rows, 'row');
  checkFraction('predictionFigure', 'threshold', threshold);
  rows.forEach(checkRow);
  const bare = rows.findIndex(({ image }) => (image === undefined) !== (rows[0]!.image === undefined));
  if (bare >= 0) {
    throw new RangeError(`predictionFigure: rows must all have an image or none, got rows[0] and rows[${bare}]`);
  }
  const { svg, bottom } = (isNarrow(width) ? panelsInPairs : panelsInARow)(width, rows, threshold);
  return svgDocument(width, bottom + outerSpace(width) / 2, title, svg);
}

function checkRow(row: PredictionRowArrays, index: number): void {
  const where = 'predictionFigure';
  const argument = `rows[${index}]`;
  checkObject(where, argument, row, '{ image, truth, probability }');
  if (row.name !== undefined) checkText(where, `${argument}.name`, row.name);
  if (row.image !== undefined) checkImageArray(where, `${argument}.image`, row.image);
  checkClasses(where, `${argument}.truth`, row.truth);
  checkImageArray(where, `${argument}.probability`, row.probability);
  const { channels } = row.probability;
  if (channels !== 1) {
    throw new RangeError(
      `${where}: ${argument}.probability must have 1 channel (take one class with classProbability of @unet/model), got ${channels}`,
    );
  }
  const [whole, size] = row.image === undefined ? (['truth', row.truth] as const) : (['image', row.image] as const);
  checkSameSize(where, `${argument}.truth`, row.truth, whole, size);
  checkSameSize(where, `${argument}.probability`, row.probability, whole, size);
}
