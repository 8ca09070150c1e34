import { basename, join, resolve } from 'node:path';
import { FileError } from '@unet/files';
import { readImages } from '@unet/image-io/node';
import { evaluateSlices } from '@unet/metrics/arrays';
import { dataHash, planRun } from '@unet/run';
import type { ImageArray } from '@unet/tensor/arrays';
import { type Data, loadData } from '../../data/load-data.ts';
import { sourceFiles } from '../../data/source-files.ts';
import { refuseInputs } from '../../files/refuse-inputs.ts';
import { drawPreparation, stepsPerEpoch } from '../../run-folder/draw-run.ts';
import { figureNames } from '../../run-folder/figure-names.ts';
import { createFigureFolder } from '../../run-folder/figures.ts';
import { readLogFile } from '../../run-folder/log-file.ts';
import { type RunConfig, readRunConfig } from '../../run-folder/run-config.ts';
import { type RunFolder, runFolder } from '../../run-folder/run-folder.ts';
import type { Output } from '../../terminal/output.ts';

/** Draws the figures of runs again. */
export async function drawFigures(runs: readonly string[], out: string | undefined, output: Output): Promise<void> {
  const folders = runs.map((run) => ({ run: runFolder(run), place: placeOf(run, out, runs.length) }));
  const configs: RunConfig[] = [];
  for (const { run, place } of folders) {
    const config = await readRunConfig(run);
    if (config === undefined) throw new Error(`${run.path}: holds no run`);
    const inputs = [run.predictions, run.log, ...(await sourceFiles(config.source))];
    await refuseInputs(
      inputs,
      figureNames.map((name) => join(place, `${name}.png`)),
    );
    configs.push(config);
  }
  for (const [index, { run, place }] of folders.entries()) {
    const drawn = await drawRun(run, configs[index]!, place, output);
    output.event('drawn', { run: run.path, out: place, figures: drawn });
    output.say(`${run.path}: ${drawn.length === 0 ? 'nothing to draw' : `${drawn.join(', ')} in ${place}`}`);
  }
  output.event('result', { runs: runs.length });
}

function placeOf(run: string, out: string | undefined, runs: number): string {
  if (out === undefined) return runFolder(run).figures;
  return runs === 1 ? out : join(out, basename(resolve(run)));
}

/** @returns names of what was drawn */
async function drawRun(run: RunFolder, config: RunConfig, place: string, output: Output): Promise<string[]> {
  const figures = createFigureFolder(place);
  const data = await slicesOf(run, config, output);
  const plan = data && planRun(config.settings, config.length, data.training);
  const drawn: string[] = [];
  if (data !== undefined && plan !== undefined) {
    await drawPreparation(figures, plan, data);
    drawn.push('tiles', 'augmentation', 'weight-map');
  }
  const { course } = await readLogFile(run.log);
  const losses = Array.from(course.losses);
  if (losses.some((loss) => !Number.isNaN(loss))) {
    await figures.loss(losses, data && plan && stepsPerEpoch(plan, data));
    drawn.push('loss');
  } else {
    output.warn(`${run.log}: holds no loss, so that there is no curve`);
  }
  const planes = await predictionsOf(run, data, output);
  if (data !== undefined && planes !== undefined) {
    const scored = data.heldOut.map(({ label }, index) => ({ prediction: planes[index]!, truth: label }));
    await figures.results(data.heldOut, planes, evaluateSlices(scored));
    drawn.push('predictions', 'thresholds');
  }
  return drawn;
}

/** The slices of a run; undefined, with a warning, where they are gone or others. */
async function slicesOf(
  run: RunFolder,
  { source, settings, dataHash: kept }: RunConfig,
  output: Output,
): Promise<Data | undefined> {
  const without = 'what needs the slices is not drawn';
  try {
    const data = await loadData(source, settings.seed);
    if (kept === undefined || dataHash([...data.training, ...data.heldOut]) === kept) return data;
    output.warn(`${run.path}: files of ${data.description} have changed since the run; ${without}`);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    output.warn(`${error.message}; ${without}`);
  }
  return undefined;
}

/** What the run predicted for its held-out slices; undefined where it has not come so far, or they cannot be those. */
async function predictionsOf(
  run: RunFolder,
  data: Data | undefined,
  output: Output,
): Promise<ImageArray[] | undefined> {
  if (data === undefined) return undefined;
  try {
    const images = await readImages(run.predictions, { channels: 1 });
    const planes = images.map(({ image }) => image);
    const fits = data.heldOut.every(({ image }, index) => {
      return planes[index]?.height === image.height && planes[index]?.width === image.width;
    });
    if (fits && planes.length === data.heldOut.length) return planes;
    output.warn(`${run.predictions}: holds other slices than those that are held out; no scores are drawn`);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    output.warn(`${error.message}; no predictions and scores are drawn`);
  }
  return undefined;
}
