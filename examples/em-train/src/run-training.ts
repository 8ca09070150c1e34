import { initBackend } from '@unet/backends';
import { createUNet, largestInputSize, summary, type UNetConfig } from '@unet/model';
import { writeUNet } from '@unet/model/node';
import {
  CheckpointError,
  constantSchedule,
  createTileSource,
  createTrainingState,
  currentUNet,
  disposeTrainingState,
  firstDifference,
  largestTile,
  type Optimizer,
  sliceAlarms,
  type TrainingState,
} from '@unet/trainer';
import { type CheckpointFolder, createCheckpointFolder } from '@unet/trainer/node';
import { type Data, loadData, summarise } from './data.ts';
import { createFigureFolder } from './figures.ts';
import { augmentationOf, configOf, optimizerOf } from './recipe.ts';
import { freeRunFolder, type RunConfig, type RunFolder, readRunConfig, runFolder, writeJson } from './run-folder.ts';
import { openRunLog } from './run-log.ts';
import { scoreRun } from './score-run.ts';
import type { Settings } from './settings.ts';
import { takeSteps } from './take-steps.ts';
import type { TrainRequest } from './train-options.ts';
import { versions } from './versions.ts';

const DEFAULT_OUT = 'runs/em-train';

/** A whole run: data, network, training, scores, figures, all into one folder. */
export async function runTraining(request: TrainRequest): Promise<void> {
  const { folder, config: run } = await openRun(request);
  const { settings } = run;
  const backend = await initBackend(request.backend === undefined ? {} : { prefer: request.backend });
  console.log(`Backend: ${backend.reason}`);
  const data = await loadData(settings);
  console.log(`Data: ${summarise(data)}`);
  for (const { message } of sliceAlarms([...data.training, ...data.heldOut])) console.log(`warning: ${message}`);

  const config = configOf(settings, data.channels);
  const tile = settings.tile ?? defaultTile(settings, config, data);
  const augmentation = augmentationOf(settings);
  const source = createTileSource(data.training, { config, tile, augmentation, seed: settings.seed });
  const steps = run.length.steps ?? (run.length.epochs! * source.length) / settings.batch;
  console.log(`Network: ${summary(config, tile).split('\n', 1)[0]}, ${source.length} tiles an epoch`);

  const optimizer = optimizerOf(settings);
  const checkpoints = createCheckpointFolder(folder.checkpoints);
  const state =
    (request.resume ? await restoreState(checkpoints, optimizer, config, settings) : undefined) ??
    createTrainingState(createUNet(config, { seed: settings.seed }), optimizer);
  const figures = createFigureFolder(folder.figures);
  await writeJson(folder.config, { settings, length: run.length, network: config, tile, versions });
  if (state.step === 0) await figures.preparation(data.training[0]!, config, tile, augmentation);
  const log = await openRunLog(folder.log, state.step);
  console.log(`Run: ${folder.path}${state.step > 0 ? `, continued after step ${state.step}` : ''}`);

  const finished = await takeSteps({
    state,
    source,
    optimizer,
    schedule: constantSchedule(settings.learningRate),
    steps: Math.ceil(steps),
    settings,
    log,
    checkpoints,
    figures,
    preview: data.heldOut[0]!,
    checkpointEvery: request.checkpointEvery,
  });
  if (finished) {
    await writeUNet(folder.model, currentUNet(state));
    await scoreRun({
      unet: currentUNet(state),
      data,
      folder,
      figures,
      log,
      backend,
      settings,
      symmetries: request.symmetries,
    });
  } else {
    console.log(`Stopped after step ${state.step}. Continue with: npm run em-train -- --resume --out ${folder.path}`);
    process.exitCode = 130;
  }
  disposeTrainingState(state);
}

/** A new run in a free folder, or the run of an old one, with what was typed put on top. */
async function openRun(request: TrainRequest): Promise<{ folder: RunFolder; config: RunConfig }> {
  const { settings, length, out, resume, typed } = request;
  if (!resume && out === undefined) return { folder: await freeRunFolder(DEFAULT_OUT), config: { settings, length } };
  const folder = runFolder(out ?? DEFAULT_OUT);
  const existing = await readRunConfig(folder);
  if (!resume) {
    if (existing === undefined) return { folder, config: { settings, length } };
    throw new Error(`${folder.path}: holds a run already; continue it with --resume, or choose another --out`);
  }
  if (existing === undefined) throw new Error(`${folder.path}: holds no run that could be resumed`);
  const { steps, epochs, ...typedSettings } = typed;
  const difference = firstDifference(existing.settings, { ...existing.settings, ...typedSettings });
  if (difference !== undefined) {
    const { path, left, right } = difference;
    throw new Error(
      `${folder.path}: its run has ${path} ${JSON.stringify(left)}, --resume cannot change it to ${JSON.stringify(right)}`,
    );
  }
  const longer = steps !== undefined || epochs !== undefined ? length : existing.length;
  return { folder, config: { settings: existing.settings, length: longer } };
}

/** The state of the newest checkpoint, or undefined where the run was stopped before its first one. */
async function restoreState(
  checkpoints: CheckpointFolder,
  optimizer: Optimizer,
  config: UNetConfig,
  run: Settings,
): Promise<TrainingState | undefined> {
  const newest = await checkpoints.latest();
  if (newest === undefined) return undefined;
  try {
    return await checkpoints.load(newest, { config, optimizer, run: { ...run } });
  } catch (error) {
    if (!(error instanceof CheckpointError)) throw error;
    throw new Error(`${error.message}; delete it to continue from the one before`, { cause: error });
  }
}

/** The largest legal tile that fits into the slices and the settings' limit. */
function defaultTile(settings: Settings, config: UNetConfig, data: Data): number {
  const fitting = largestTile(config, data.training);
  return largestInputSize(config, Math.min(fitting, settings.tileLimit)) ?? fitting;
}
