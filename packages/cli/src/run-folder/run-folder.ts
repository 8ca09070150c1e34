import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryTarget, writeFileAtomic } from '@unet/files/node';

/** Where everything of a run lies. */
export interface RunFolder {
  readonly path: string;
  readonly checkpoints: string;
  readonly figures: string;
  readonly log: string;
  /** Held-out pixel error at each preview. */
  readonly previews: string;
  readonly model: string;
  readonly predictions: string;
  readonly metrics: string;
  readonly config: string;
  /** How the run stands. */
  readonly status: string;
  /** Event files for TensorBoard. */
  readonly events: string;
}

/** The files of a run in the folder `path`; nothing is made yet. */
export function runFolder(path: string): RunFolder {
  return {
    path,
    checkpoints: join(path, 'checkpoints'),
    figures: join(path, 'figures'),
    log: join(path, 'log.csv'),
    previews: join(path, 'previews.csv'),
    model: join(path, 'model.safetensors'),
    predictions: join(path, 'predictions.tif'),
    metrics: join(path, 'metrics.json'),
    config: join(path, 'config.json'),
    status: join(path, 'status.json'),
    events: join(path, 'tensorboard'),
  };
}

/** Writes a value as indented JSON, whole or not at all. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFileAtomic(path, new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`));
}

/** Deletes what a killed process left of the files that it was writing. (The folder of checkpoints clears up after itself.) */
export async function removeLeftovers(folder: RunFolder): Promise<void> {
  for (const directory of [folder.path, folder.figures]) {
    // A run that was killed early has no figures yet.
    const names = await readdir(directory).catch(() => []);
    const leftovers = names.filter((name) => temporaryTarget(name) !== undefined);
    await Promise.all(leftovers.map((name) => rm(join(directory, name), { force: true })));
  }
}
