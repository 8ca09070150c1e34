import type { UNetConfig } from '@unet/model';
import { CheckpointError, firstDifference, type Optimizer, type TrainingState } from '@unet/trainer';
import type { CheckpointFolder } from '@unet/trainer/node';
import { freeRunFolder, type RunConfig, type RunFolder, readRunConfig, runFolder } from './run-folder.ts';
import type { Settings } from './settings.ts';
import type { TrainRequest } from './train-options.ts';

const DEFAULT_OUT = 'runs/em-train';

/** A new run in a free folder, or the run of an old one, with what was typed put on top. Nothing is written yet. */
export async function openRun(request: TrainRequest): Promise<{ folder: RunFolder; config: RunConfig }> {
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
    const was = left === undefined ? 'unset' : JSON.stringify(left);
    throw new Error(
      `${folder.path}: its run has ${path} ${was}, --resume cannot change it to ${JSON.stringify(right)}`,
    );
  }
  const longer = steps !== undefined || epochs !== undefined ? length : existing.length;
  return { folder, config: { settings: existing.settings, length: longer } };
}

/** The state of the newest checkpoint, or undefined where the run was stopped before its first one. */
export async function restoreState(
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
