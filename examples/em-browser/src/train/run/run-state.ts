import { type Signal, signal } from '@preact/signals';
import type { Preview } from '@unet/run';
import { tilesOf } from '@unet/run/arrays';
import type { StartedBackend } from '../../engine/start-backend.ts';
import { type Dataset, trainingSlices } from '../../state/dataset.ts';
import type { StoredRun } from '../../storage/stored-run.ts';
import type { MemoryReport } from './session-messages.ts';

/** What the panel shows of a run: all but its large arrays. */
export type RunSummary = Omit<StoredRun, 'losses' | 'checkpoint' | 'weights'>;

/** What this page is doing with the run. */
export type Phase = 'idle' | 'starting' | 'training' | 'pausing' | 'stopping' | 'scoring';

/** What is known only while a worker trains. */
export interface Live {
  readonly backend: StartedBackend;
  readonly secondsPerStep: number | undefined;
  readonly waitShare: number | undefined;
  readonly memory: MemoryReport | undefined;
}

/** The run that is shown: the one under way, or the one that is kept. */
export const run: Signal<RunSummary | undefined> = signal(undefined);
export const phase: Signal<Phase> = signal('idle');
export const live: Signal<Live | undefined> = signal(undefined);
/** Loss of each step of the run. */
export const losses: Signal<readonly number[]> = signal([]);
/** What the network saw last. */
export const prediction: Signal<Preview | undefined> = signal(undefined);
/** Slices scored and in all. */
export const scoring: Signal<{ readonly done: number; readonly total: number } | undefined> = signal(undefined);
/** Steps in which every tile is seen once; undefined where the slices of the run are not known. */
export const stepsPerEpoch: Signal<number | undefined> = signal(undefined);
/** The last step that is safe from a closed tab. */
export const savedStep: Signal<number | undefined> = signal(undefined);

/** Shows a run as it is stored. */
export function show(stored: StoredRun): void {
  const { losses: values, checkpoint, weights, ...summary } = stored;
  run.value = summary;
  losses.value = [...values];
  savedStep.value = stored.step;
  prediction.value = undefined;
  scoring.value = undefined;
}

/** Says which slices the run that is shown belongs to. */
export function knowSlices({ plan }: Pick<StoredRun, 'plan'>, slices: Dataset): void {
  stepsPerEpoch.value = tilesOf(plan, trainingSlices(slices));
}
