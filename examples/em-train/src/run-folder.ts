import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { placeError } from '@unet/files';
import { writeFileAtomic } from '@unet/files/node';
import { fromFormer, isFormer } from './former-settings.ts';
import type { RunLength, Settings } from './settings.ts';

/** What `config.json` holds. */
export interface RunConfig {
  readonly settings: Settings;
  readonly length: RunLength;
  /** Whether the settings have been written under other names, by an earlier version. */
  readonly former: boolean;
}

/** Where everything of a run lies. */
export interface RunFolder {
  readonly path: string;
  readonly checkpoints: string;
  readonly figures: string;
  readonly log: string;
  readonly model: string;
  readonly predictions: string;
  readonly metrics: string;
  readonly config: string;
}

/** The files of a run in the folder `path`; nothing is made yet. */
export function runFolder(path: string): RunFolder {
  return {
    path,
    checkpoints: join(path, 'checkpoints'),
    figures: join(path, 'figures'),
    log: join(path, 'log.csv'),
    model: join(path, 'model.safetensors'),
    predictions: join(path, 'predictions.tif'),
    metrics: join(path, 'metrics.json'),
    config: join(path, 'config.json'),
  };
}

/** The configuration of the run in a folder, or undefined where there is no run. */
export async function readRunConfig(folder: RunFolder): Promise<RunConfig | undefined> {
  let text: string;
  try {
    text = await readFile(folder.config, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw placeError(error, { file: folder.config });
  }
  try {
    const { settings, length } = JSON.parse(text);
    if (isObject(settings) && isObject(length) && (length.steps ?? length.epochs) !== undefined) {
      const former = isFormer(settings);
      return { settings: former ? fromFormer(settings) : settings, length, former };
    }
  } catch {
    // Said below.
  }
  throw new Error(`${folder.config}: must be the config.json of a run`);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** Writes a value as indented JSON, whole or not at all. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFileAtomic(path, new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`));
}

/** The first of `path`, `path-2`, `path-3` … that holds no run yet. */
export async function freeRunFolder(path: string): Promise<RunFolder> {
  for (let number = 1; ; number++) {
    const folder = runFolder(number === 1 ? path : `${path}-${number}`);
    if ((await readRunConfig(folder)) === undefined) return folder;
  }
}
