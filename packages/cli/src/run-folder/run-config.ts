import { readFile } from 'node:fs/promises';
import { placeError } from '@unet/files';
import { fromFormer, isFormer, type RunIdentity, type RunLength, type RunSettings } from '@unet/run/arrays';
import type { DataSource } from '../data/load-data.ts';
import { parseLength, parseSettings, parseSource } from './parse-settings.ts';
import { type RunFolder, runFolder } from './run-folder.ts';

/** What `config.json` says of a run: enough to go on with it. */
export interface RunConfig {
  readonly settings: RunSettings;
  readonly length: RunLength;
  readonly source: DataSource;
  /** Whether scores are those of the mean of the square's symmetries; undefined where an earlier version did not keep it. */
  readonly symmetries: boolean | undefined;
  /** `dataHash` of all slices, those that are trained on first; undefined for a run of an earlier version, which did not keep it. */
  readonly dataHash: string | undefined;
  /** What makes the run that run in its earlier version's words; undefined for a run of this one. */
  readonly formerIdentity: RunIdentity | undefined;
}

/**
 * The configuration of the run in a folder, or undefined where there is no run.
 * @throws FileError that names the file where it cannot be read, Error with the first field that is wrong
 */
export async function readRunConfig(folder: RunFolder): Promise<RunConfig | undefined> {
  let text: string;
  try {
    text = await readFile(folder.config, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw placeError(error, { file: folder.config });
  }
  const value = parse(text);
  if (!isObject(value) || !isObject(value.settings) || !isObject(value.length)) {
    throw new Error(`${folder.config}: must be the config.json of a run`);
  }
  const length = parseLength(value.length, folder.config);
  if (isObject(value.source)) {
    const settings = parseSettings(value.settings, folder.config);
    const dataHash = typeof value.dataHash === 'string' ? value.dataHash : undefined;
    const symmetries = typeof value.symmetries === 'boolean' ? value.symmetries : undefined;
    const source = parseSource(value.source, folder.config);
    return { settings, length, source, symmetries, dataHash, formerIdentity: undefined };
  }
  // Before there was a room for runs, where the data lie was one of the settings.
  const { data, images, labels, holdout, ...others } = value.settings as Record<string, unknown> & DataSource;
  const named = isFormer(others) ? fromFormer(others) : others;
  return {
    settings: parseSettings(named, folder.config),
    length,
    source: parseSource(JSON.parse(JSON.stringify({ data, images, labels, holdout })), folder.config),
    symmetries: undefined,
    dataHash: undefined,
    formerIdentity: value.settings,
  };
}

/** The first of `path`, `path-2`, `path-3` … that holds no run yet. */
export async function freeRunFolder(path: string): Promise<RunFolder> {
  for (let number = 1; ; number++) {
    const folder = runFolder(number === 1 ? path : `${path}-${number}`);
    if ((await readRunConfig(folder)) === undefined) return folder;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
