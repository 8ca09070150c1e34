import { FileError, placeError } from '@unet/files';
import { type RawImage, toImageArray } from '@unet/image-io/arrays';
import { labelsOfFiles, pairPages } from '@unet/image-io/internal';
import type { PredictionArray } from '@unet/metrics/arrays';
import type { LabelArray } from '@unet/tensor/arrays';
import { readPages } from '../../files/read-pages.ts';
import { pairPredictions } from './pair-predictions.ts';
import type { PredictionKind, ScoreRequest } from './request.ts';

/** A slice to score; prediction and truth of one size. */
export interface ScoredSlice {
  readonly name: string;
  readonly truth: LabelArray;
  readonly prediction: PredictionArray;
}

/** All that is scored together. */
export interface ScoredSlices {
  readonly kind: PredictionKind;
  readonly slices: readonly ScoredSlice[];
}

/** A page of the truth and one of the prediction, with the files that they are from. */
interface RawPair {
  readonly name: string;
  readonly files: { readonly truth: string; readonly prediction: string };
  readonly truth: RawImage;
  readonly prediction: RawImage;
}

/** How far rounding may carry a probability out of [0, 1]; the metrics take as much. */
const SLACK = 1e-3;

/**
 * Reads and pairs truths and predictions. What the predictions are is decided by the values of all of them together: floats are probabilities,
 * integers are classes where all are below `classes` or there are no more than two values, else probabilities as 8 or 16 bits hold them.
 * @throws FileError that names the file, for everything from a file without partner to a value that is no probability
 */
export async function readScoredSlices(request: ScoreRequest): Promise<ScoredSlices> {
  const { truth, prediction, predictionIs, classes } = request;
  const raw: RawPair[] = [];
  for (const pair of await pairPredictions(truth, prediction, predictionIs)) {
    const files = { truth: pair.image, prediction: pair.label };
    const pages = pairPages(pair, await readPages(files.truth), await readPages(files.prediction));
    for (const page of pages) raw.push({ name: page.name, files, truth: page.image, prediction: page.label });
  }
  const kind = predictionIs ?? kindOf(raw, classes);
  for (const pair of raw) checkSizes(pair);
  const of = (what: 'truth' | 'prediction') => raw.map((pair) => ({ page: pair[what], file: pair.files[what] }));
  const truths = labelsOfFiles(of('truth'), { classes });
  const predictions =
    kind === 'classes'
      ? labelsOfFiles(of('prediction'), { classes })
      : raw.map((pair) => placed(pair.files.prediction, () => probabilityOf(pair.prediction)));
  const slices = raw.map(({ name }, index) => ({ name, truth: truths[index]!, prediction: predictions[index]! }));
  return { kind, slices };
}

function checkSizes({ files, truth, prediction }: RawPair): void {
  if (truth.height !== prediction.height || truth.width !== prediction.width) {
    throw new FileError(
      `prediction has ${prediction.height} x ${prediction.width} pixels, but its truth ${files.truth} has ${truth.height} x ${truth.width}`,
      { file: files.prediction, page: prediction.page },
    );
  }
}

function placed<Result>(file: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw error instanceof FileError ? placeError(error, { file }) : error;
  }
}

function probabilityOf(raw: RawImage): PredictionArray {
  const image = toImageArray(raw, { channels: 1 });
  const wrong = image.data.findIndex((value) => value < -SLACK || value > 1 + SLACK);
  if (wrong < 0) return image;
  const place = { page: raw.page, row: Math.floor(wrong / image.width), column: wrong % image.width };
  throw new FileError(
    `value ${image.data[wrong]} is no probability from 0 to 1 (of classes say --prediction-is classes)`,
    place,
  );
}

function kindOf(pages: readonly RawPair[], classes: number): PredictionKind {
  const values = new Set<number>();
  let largest = 0;
  for (const { prediction } of pages) {
    if (prediction.format === 'float') return 'probability';
    for (let sample = 0; sample < prediction.data.length; sample++) {
      const value = prediction.data[sample]!;
      if (values.size <= 2) values.add(value);
      if (value > largest) largest = value;
    }
  }
  return largest < classes || values.size <= 2 ? 'classes' : 'probability';
}
