import { FileError } from '@unet/files';
import type { UNetConfig } from '@unet/model';
import type { Optimizer, TrainingState } from '@unet/trainer';
import type { CheckpointFile, CheckpointFolder } from '@unet/trainer/node';
import { toFormer } from './former-settings.ts';
import { freeRunFolder, type RunConfig, type RunFolder, readRunConfig, runFolder } from './run-folder.ts';
import type { Settings } from './settings.ts';
import type { TrainRequest } from './train-options.ts';

const DEFAULT_OUT = 'runs/em-train';

/** A new run in a free folder, or the run of an old one, with what was typed put on top. Nothing is written yet. */
export async function openRun(request: TrainRequest): Promise<{ folder: RunFolder; config: RunConfig }> {
  const { settings, length, out, resume, typed } = request;
  if (!resume && out === undefined)
    return { folder: await freeRunFolder(DEFAULT_OUT), config: { settings, length, former: false } };
  const folder = runFolder(out ?? DEFAULT_OUT);
  const existing = await readRunConfig(folder);
  if (!resume) {
    if (existing === undefined) return { folder, config: { settings, length, former: false } };
    throw new Error(`${folder.path}: holds a run already; continue it with --resume, or choose another --out`);
  }
  if (existing === undefined) throw new Error(`${folder.path}: holds no run that could be resumed`);
  const { steps, epochs, ...typedSettings } = typed;
  for (const [name, wanted] of Object.entries(typedSettings)) {
    const was = existing.settings[name as keyof Settings];
    if (was === wanted) continue;
    throw new Error(
      `${folder.path}: its run has ${name} ${was === undefined ? 'unset' : JSON.stringify(was)}, --resume cannot change it to ${JSON.stringify(wanted)}`,
    );
  }
  const longer = steps !== undefined || epochs !== undefined ? length : existing.length;
  return { folder, config: { ...existing, length: longer } };
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
    return await load(checkpoints, newest, optimizer, config, run);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new Error(`${error.message}; delete it to continue from the one before`, { cause: error });
  }
}

async function load(
  checkpoints: CheckpointFolder,
  file: CheckpointFile,
  optimizer: Optimizer,
  config: UNetConfig,
  run: Settings,
): Promise<TrainingState> {
  try {
    return await checkpoints.load(file, { config, optimizer, run: { ...run } });
  } catch (error) {
    if (!(error instanceof FileError) || run.borderRegion !== 'everywhere') throw error;
    // Perhaps an earlier version saved it, which wrote the same settings under other names.
    return checkpoints.load(file, { config, optimizer, run: { ...toFormer(run) } }).catch(() => Promise.reject(error));
  }
}
