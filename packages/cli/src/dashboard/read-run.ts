import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { figureNames } from '../run-folder/figure-names.ts';
import { isLocked } from '../run-folder/lock.ts';
import { parsePreviewLine } from '../run-folder/preview-log.ts';
import { type RunFolder, runFolder } from '../run-folder/run-folder.ts';
import { parseRunStatus, type RunState } from '../run-folder/run-status.ts';
import { watchLog } from './log-watch.ts';
import type { RunView } from './run-view.ts';

/** A run that is looked at. */
export interface WatchedRun {
  /** @param known what the page has of its log already */
  view(known: readonly [revision: number, lines: number] | undefined): Promise<RunView>;
  /** The file of a picture; undefined for a name that no picture has. */
  picture(name: string): string | undefined;
}

/** Watches the run in a folder. Nothing is ever written there, and whatever is missing or damaged is only not shown. */
export function watchRun(id: string, name: string, path: string): WatchedRun {
  const folder = runFolder(path);
  const log = watchLog(folder.log);
  return {
    picture(picture) {
      const known = figureNames.find((one) => one === picture);
      return known && join(folder.figures, `${known}.png`);
    },
    async view(known) {
      await log.update().catch(() => {});
      const config = await readObject(folder.config);
      const kept = parseRunStatus(await read(folder.status));
      const isRunning = await isLocked(path);
      const metrics = await readObject(folder.metrics);
      const steps = kept?.steps ?? numberIn(config, 'steps');
      // The log is ahead of what was last said, which is said every two seconds.
      const step = isRunning ? Math.max(log.lastStep, kept?.step ?? 0) : (kept?.step ?? log.lastStep);
      const { secondsPerStep } = kept ?? {};
      const left = steps === undefined || secondsPerStep === undefined ? undefined : (steps - step) * secondsPerStep;
      return {
        id,
        name,
        status: statusOf(isRunning, kept, step, steps),
        message: config === undefined ? `${folder.config} cannot be read` : kept?.message,
        step,
        steps,
        backend: kept?.backend ?? stringIn(metrics, 'backend'),
        ...(isRunning ? { memory: kept?.memory, secondsPerStep, secondsLeft: left } : {}),
        config: settingsOf(config),
        scores: scoresOf(metrics),
        previews: previewsOf(await read(folder.previews)),
        pictures: await picturesOf(folder),
        log: log.part(known?.[0], known?.[1] ?? 0),
      };
    },
  };
}

function statusOf(
  isRunning: boolean,
  kept: RunState | undefined,
  step: number,
  steps: number | undefined,
): RunView['status'] {
  if (isRunning) return 'running';
  // It was running when something was last said of it, and nobody runs it now: it was killed.
  if (kept !== undefined) return kept.status === 'running' ? 'paused' : kept.status;
  if (steps === undefined) return 'unknown';
  return step >= steps ? 'finished' : 'paused';
}

async function read(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}

async function readObject(path: string): Promise<Record<string, unknown> | undefined> {
  try {
    const value: unknown = JSON.parse(await read(path));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function numberIn(value: Record<string, unknown> | undefined, name: string): number | undefined {
  return typeof value?.[name] === 'number' ? value[name] : undefined;
}

function stringIn(value: Record<string, unknown> | undefined, name: string): string | undefined {
  return typeof value?.[name] === 'string' ? value[name] : undefined;
}

/** Settings and data of a run in words. */
function settingsOf(config: Record<string, unknown> = {}): Record<string, string> {
  const { settings, source, symmetries, inputSize, steps } = config;
  const all = {
    ...(isObject(source) ? source : {}),
    ...(isObject(settings) ? settings : {}),
    inputSize,
    steps,
    symmetries,
  };
  const words = Object.entries(all).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return Object.fromEntries(words.filter(([, value]) => value !== undefined));
}

function scoresOf(metrics: Record<string, unknown> = {}): Record<string, number> {
  const { best } = metrics;
  const of = (name: string, field: string): unknown => {
    const score = isObject(best) ? best[name] : undefined;
    return isObject(score) ? score[field] : undefined;
  };
  const found: [string, unknown][] = [
    ['pixel error', of('pixelError', 'value')],
    ['V-Rand', of('vRand', 'score')],
    ['V-Info', of('vInfo', 'score')],
  ];
  return Object.fromEntries(found.filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
}

function previewsOf(text: string): RunView['previews'] {
  const scores = text.split('\n').map(parsePreviewLine);
  return scores
    .filter((score) => score !== undefined)
    .map(({ step, pixelError }) => ({ step, pixelError: Number.isFinite(pixelError) ? pixelError : null }));
}

async function picturesOf(folder: RunFolder): Promise<RunView['pictures']> {
  const found = await Promise.all(
    figureNames.map(async (name) => {
      const file = await stat(join(folder.figures, `${name}.png`)).catch(() => undefined);
      return file?.isFile() ? { name, version: `${Math.round(file.mtimeMs)}-${file.size}` } : undefined;
    }),
  );
  return found.filter((picture) => picture !== undefined);
}
