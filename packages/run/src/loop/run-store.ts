import type { Bytes } from '@unet/files';
import type { StepReport } from '@unet/trainer';
import type { RunIdentity } from '../plan/run-identity.ts';
import type { RunScores } from '../score/run-scores.ts';
import type { RunCourse } from './run-log.ts';

/**
 * `running`: it trains, or did until its program was ended. `paused`: at somebody's wish; it can go on. `stopped`: before all steps were done, for
 * good. `finished`: all steps are done. `diverged`: the loss was not finite any more; the checkpoint is from before.
 */
export type RunStatus = 'running' | 'paused' | 'stopped' | 'finished' | 'diverged';

/** A run as it is at one moment. */
export interface SavedRun extends RunCourse {
  readonly status: RunStatus;
  /** Why it does not run, where nobody asked for that, in a sentence without a full stop. */
  readonly message: string | undefined;
  /** Steps done. */
  readonly step: number;
  /** What `decodeCheckpoint` of `@unet/trainer` reads, of this step; undefined before the first one. */
  readonly checkpoint: Bytes | undefined;
  /** What `loadUNet` of `@unet/model` reads; undefined while it runs, and before the first step. */
  readonly weights: Bytes | undefined;
  readonly scores: RunScores | undefined;
}

/** What a store has of a run. */
export interface KeptRun {
  /** The last checkpoint that was saved; undefined where there is none. */
  readonly checkpoint: Uint8Array | undefined;
  /** What messages call that checkpoint, a path for example. */
  readonly file?: string | undefined;
  /** What the store knows of its course; undefined where that was lost, which no run needs to go on. */
  readonly course: RunCourse | undefined;
  /** What makes the run that run in words of an earlier version, which wrote the checkpoint; undefined otherwise. */
  readonly formerIdentity?: RunIdentity | undefined;
}

/**
 * Where one run lives: a folder, a browser's storage, memory. A run that goes on goes on from what is in it, so a store that fails to save ends
 * the run by throwing, or keeps its users informed and returns.
 */
export interface RunStore {
  load(): Promise<KeptRun>;
  /** Keeps a run instead of what was there; whole, or not at all. */
  save(run: SavedRun): Promise<void>;
  /** Called after every step, before anything else: for a log that is whole up to the last step. */
  append?(report: StepReport): void | Promise<void>;
}
