import type { RunScores, RunStatus } from '@unet/run';
import type { RunIdentity, RunPlan } from '@unet/run/arrays';
import type { BackendName } from '../engine/backend-name.ts';

/** Scores as the page keeps them. */
export interface StoredScores extends Omit<RunScores, 'cells' | 'best'> {
  /** Undefined for runs that the first version of this page scored: its scores of cells were others. */
  readonly cells: RunScores['cells'] | undefined;
  /** Undefined likewise. */
  readonly best: RunScores['best'] | undefined;
}

/** A training run as it lies in the browser's storage: always whole, of one moment. */
export interface StoredRun {
  readonly version: 3;
  /** Another one for every run. */
  readonly id: string;
  /** The slices that it was started on. */
  readonly dataset: { readonly id: string; readonly description: string };
  readonly plan: RunPlan;
  /** The backend that it last ran on. */
  readonly backend: BackendName;
  readonly status: RunStatus;
  /** Why it is not running, where the user did not ask for it. */
  readonly message: string | undefined;
  /** Steps done. */
  readonly step: number;
  /** One for each of them. */
  readonly losses: Float64Array<ArrayBuffer>;
  /** What they took together. */
  readonly seconds: number;
  /** Part of it that went into waiting for samples; 0 for what earlier versions did not count. */
  readonly waitSeconds: number;
  /** What `decodeCheckpoint` reads; undefined before the first one. */
  readonly checkpoint: Uint8Array<ArrayBuffer> | undefined;
  /** What makes the run that run in that checkpoint, where an earlier version of this page wrote it, in its words; else undefined. */
  readonly formerIdentity: RunIdentity | undefined;
  /** What `loadUNet` reads; while it runs, none. */
  readonly weights: Uint8Array<ArrayBuffer> | undefined;
  readonly scores: StoredScores | undefined;
}
