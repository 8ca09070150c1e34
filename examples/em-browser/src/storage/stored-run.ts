import type { AugmentOptions } from '@unet/augment/arrays';
import type { UNetConfig } from '@unet/model/arrays';
import type { WeightMapOptions } from '@unet/weight-map/arrays';
import type { BackendName } from '../engine/backend-name.ts';

/** Everything that decides what a run computes, but for the rounding of its backend. Plain JSON; part of every checkpoint. */
export interface RunPlan {
  readonly config: UNetConfig;
  /** Side of the square that the network sees, in pixels. */
  readonly tile: number;
  /** `quick`: Adam and a rate that falls; tiles anywhere. `paper`: SGD with momentum 0.99, a constant rate, tiles on a grid. */
  readonly recipe: 'quick' | 'paper';
  readonly learningRate: number;
  readonly seed: number;
  readonly augmentation: AugmentOptions;
  readonly weighting: WeightMapOptions;
}

/**
 * `running`: a page trains, or did until it was closed. `paused`: by the user, or because something went wrong. `stopped`: before all steps
 * were done, for good. `finished`: all steps are done. `diverged`: the loss was not finite any more; the checkpoint is from before.
 */
export type RunStatus = 'running' | 'paused' | 'stopped' | 'finished' | 'diverged';

/** Scores of the held-out slices. */
export interface RunScores {
  readonly slices: number;
  /** Fraction of wrong pixels at threshold 0.5. */
  readonly pixelError: number;
  /** The same at the best threshold. */
  readonly bestPixelError: number;
  /** What saying the same of every pixel would give. */
  readonly constantPixelError: number;
  readonly randError: number;
  readonly vRand: number;
  readonly vInfo: number;
}

/** A training run as it lies in the browser's storage: always whole, of one moment. */
export interface StoredRun {
  readonly version: 1;
  /** Another one for every run. */
  readonly id: string;
  /** The slices that it was started on. */
  readonly dataset: { readonly id: string; readonly description: string };
  readonly plan: RunPlan;
  /** Steps in all. */
  readonly steps: number;
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
  /** What `decodeCheckpoint` reads; undefined before the first one. */
  readonly checkpoint: Uint8Array<ArrayBuffer> | undefined;
  /** What `loadUNet` reads; while it runs, none. */
  readonly weights: Uint8Array<ArrayBuffer> | undefined;
  readonly scores: RunScores | undefined;
}
