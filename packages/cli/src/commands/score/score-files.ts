import { join } from 'node:path';
import { readImages } from '@unet/image-io/node';
import { confusionMatrix, dice, type Evaluation, iou, pixelError } from '@unet/metrics/arrays';
import { evaluationOf, evaluationSettings } from '@unet/metrics/internal';
import type { ImageArray, LabelArray } from '@unet/tensor/arrays';
import { listImages } from '../../files/list-images.ts';
import { refuseInputs } from '../../files/refuse-inputs.ts';
import { createFigureFolder } from '../../run-folder/figures.ts';
import { writeJson } from '../../run-folder/run-folder.ts';
import { scoreLines } from '../../scores/score-lines.ts';
import { InterruptedError } from '../../terminal/failure.ts';
import { whileInterruptible } from '../../terminal/interruption.ts';
import type { Output } from '../../terminal/output.ts';
import { countSlices } from './count-slices.ts';
import { readScoredSlices, type ScoredSlice, type ScoredSlices } from './read-scored-slices.ts';
import type { ScoreRequest } from './request.ts';
import { scoreDocument } from './score-document.ts';
import { classTable, thresholdTable } from './score-tables.ts';

/** What is written into `--out`. */
const OUTPUTS = ['scores.json', 'predictions.png', 'thresholds.png'];

/** Scores predictions, says the scores, and draws them. */
export async function scoreFiles(request: ScoreRequest, output: Output): Promise<void> {
  const { truth, prediction, images, out } = request;
  const read = [truth, prediction, ...(images === undefined ? [] : [images])];
  const scored = await readScoredSlices(request);
  const shown = images === undefined ? undefined : await readInputs(images, scored.slices);
  if (out !== undefined) {
    const files = await listImages(read, () => false);
    await refuseInputs(
      files,
      OUTPUTS.map((name) => join(out, name)),
    );
  }
  const { threshold, thresholds } = request;
  const settings = evaluationSettings('score', { threshold, ...(thresholds === undefined ? {} : { thresholds }) });
  const counted = await countAll(scored, settings, request, output);
  const evaluation = evaluationOf(counted, settings);
  const { kind, slices } = scored;
  const document = scoreDocument(evaluation, {
    kind,
    pixelErrorAtHalf: errorAtHalf(slices),
    classScores: kind === 'classes' && request.classes > 2 ? scoresOfClasses(slices, request.classes) : undefined,
  });
  if (out !== undefined) await write(out, document, evaluation, slices, shown);
  output.result(document);
  const what = kind === 'classes' ? 'class maps' : 'probabilities';
  output.say(
    [
      `${slices.length} slice${slices.length === 1 ? '' : 's'}, ${what}`,
      ...scoreLines(evaluation, kind),
      `  warping error  ${document.warpingError.atThreshold.toPrecision(3)}`,
      ...['', ...thresholdTable(document)].slice(kind === 'classes' ? 1 : 0),
      '',
      ...classTable(document),
      ...(out === undefined ? [] : ['', `Figures and scores.json: ${out}`]),
    ].join('\n'),
  );
}

async function countAll(
  { slices }: ScoredSlices,
  settings: Parameters<typeof countSlices>[1],
  { workers }: ScoreRequest,
  output: Output,
): ReturnType<typeof countSlices> {
  const controller = new AbortController();
  const progress = output.progress('Scoring', slices.length);
  try {
    return await whileInterruptible(
      () => controller.abort(new InterruptedError('stopped; nothing was written')),
      () =>
        countSlices(slices, settings, {
          workers,
          signal: controller.signal,
          onSlice: (done) => progress.update(done),
        }),
    );
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    progress.stop();
  }
}

function errorAtHalf(slices: readonly ScoredSlice[]): number {
  const size = ({ truth }: ScoredSlice): number => truth.data.length;
  const wrong = slices.reduce((sum, slice) => sum + pixelError(slice.prediction, slice.truth) * size(slice), 0);
  return wrong / slices.reduce((sum, slice) => sum + size(slice), 0);
}

function scoresOfClasses(slices: readonly ScoredSlice[], classes: number) {
  const matrices = slices.map(({ prediction, truth }) => confusionMatrix(prediction as LabelArray, truth, { classes }));
  const sum = matrices.reduce((one, other) =>
    one.map((row, index) => row.map((count, at) => count + other[index]![at]!)),
  );
  return { iou: iou(sum), dice: dice(sum) };
}

/** What was segmented, a page for each slice. */
async function readInputs(path: string, slices: readonly ScoredSlice[]): Promise<ImageArray[]> {
  const images = await readImages(path);
  if (images.length !== slices.length) {
    throw new Error(`${path}: must hold as many images as are scored, ${slices.length}, got ${images.length}`);
  }
  for (const [index, { image }] of images.entries()) {
    const { name, truth } = slices[index]!;
    if (image.height === truth.height && image.width === truth.width) continue;
    throw new Error(
      `${path}: image ${images[index]!.name} must have the size of ${name}, ${truth.height} x ${truth.width}, got ${image.height} x ${image.width}`,
    );
  }
  return images.map(({ image }) => image);
}

async function write(
  out: string,
  document: object,
  evaluation: Evaluation,
  slices: readonly ScoredSlice[],
  images: readonly ImageArray[] | undefined,
): Promise<void> {
  await createFigureFolder(out).scores(
    slices.map(({ name, truth, prediction }, index) => ({
      name,
      image: images?.[index],
      truth,
      probability: asProbability(prediction),
    })),
    evaluation,
  );
  await writeJson(join(out, 'scores.json'), document);
}

/** A class map as it is drawn: everything but class 0 is inside. */
function asProbability(prediction: ScoredSlice['prediction']): ImageArray {
  if ('channels' in prediction) return prediction;
  const { height, width, data } = prediction;
  return { height, width, channels: 1, data: Float32Array.from(data, (value) => (value === 0 ? 0 : 1)) };
}
