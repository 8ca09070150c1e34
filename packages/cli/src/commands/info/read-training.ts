import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { RunSettings } from '@unet/run/arrays';
import { readRunConfig } from '../../run-folder/run-config.ts';
import { runFolder } from '../../run-folder/run-folder.ts';

/** How a network was trained, as far as its run's folder says. Plain JSON. */
export interface Training {
  readonly folder: string;
  readonly settings: RunSettings;
  readonly length: object;
  readonly source: object;
  /** Side of the squares that it was trained on, as far as that is kept. */
  readonly inputSize: number | undefined;
  /** Scores of the held-out slices; undefined where the run has none yet. */
  readonly scores: { readonly pixelError: number; readonly vRand?: { readonly score: number } } | undefined;
}

/** The run that a file of weights or a checkpoint lies in; undefined where it lies elsewhere, or nothing of it can be read. */
export async function readTraining(file: string): Promise<Training | undefined> {
  const beside = dirname(file);
  const folder = runFolder(basename(beside) === 'checkpoints' ? dirname(beside) : beside);
  const config = await readRunConfig(folder).catch(() => undefined);
  if (config === undefined) return undefined;
  const { settings, length, source } = config;
  const [scores, kept] = await Promise.all([readJson(folder.metrics), readJson(folder.config)]);
  const inputSize = typeof kept?.inputSize === 'number' ? kept.inputSize : settings.inputSize;
  return { folder: folder.path, settings, length, source, inputSize, scores };
}

async function readJson(path: string) {
  return readFile(path, 'utf8')
    .then(JSON.parse)
    .catch(() => undefined);
}
