import type { AugmentOptions } from '@unet/augment/arrays';
import type { UNetConfig } from '@unet/model/arrays';
import type { WeightMapOptions } from '@unet/weight-map/arrays';
import type { BackendName } from '../engine/backend-name.ts';

/** Everything that decides what a run computes, but for the rounding of its backend. Plain JSON; part of every checkpoint. */
export interface RunPlan {
  readonly config: UNetConfig;
  /** Side of the square that the network sees, in pixels. */
  readonly inputSize: number;
  /** `quick`: Adam and a rate that falls; tiles anywhere. `paper`: SGD with momentum 0.99, a constant rate, tiles on a grid. */
  readonly recipe: 'quick' | 'paper';
  readonly learningRate: number;
  readonly seed: number;
  readonly augmentation: AugmentOptions;
  readonly weighting: WeightMapOptions;
}

/** What {@link RunPlan} was before its options were renamed. */
export interface FormerPlan extends Omit<RunPlan, 'inputSize' | 'augmentation' | 'weighting'> {
  /** The input size. */
  readonly tile: number;
  /** A coarse elastic field has `deviation` for `sigma`. */
  readonly augmentation: FormerOptions;
  /** Its balance may be `reference`, which is `notebook` now. */
  readonly weighting: FormerOptions;
}

/** Options as an earlier version knew them; plain JSON. */
export type FormerOptions = Readonly<Record<string, unknown>>;

/**
 * `running`: a page trains, or did until it was closed. `paused`: by the user, or because something went wrong. `stopped`: before all steps
 * were done, for good. `finished`: all steps are done. `diverged`: the loss was not finite any more; the checkpoint is from before.
 */
export type RunStatus = 'running' | 'paused' | 'stopped' | 'finished' | 'diverged';

/** A score that was chosen among thresholds, on the slices that are scored: better than a network could have known. */
export interface BestScore {
  readonly value: number;
  readonly threshold: number;
}

/** How well cells are told apart; NaN where a score says nothing of the slices. */
interface CellScores<Score> {
  /** 0 is perfect. */
  readonly randError: Score;
  /** 1 is perfect. */
  readonly vRand: Score;
  /** 1 is perfect. */
  readonly vInfo: Score;
}

/** Scores of the held-out slices. */
export interface RunScores {
  readonly slices: number;
  /** That of all scores but the best; fixed before. */
  readonly threshold: number;
  /** Fraction of wrong pixels. */
  readonly pixelError: number;
  /** What saying the same of every pixel would give. */
  readonly constantPixelError: number;
  /** Undefined for runs that an earlier version of this page scored: its scores of cells were others. */
  readonly cells: (CellScores<number> & { readonly warpingError: number }) | undefined;
  /**
   * The best of each score over all thresholds. Undefined likewise. None of the warping error: it is best where nothing is inside of cells,
   * for an empty prediction neither splits nor merges.
   */
  readonly best: (CellScores<BestScore> & { readonly pixelError: BestScore }) | undefined;
}

/** A training run as it lies in the browser's storage: always whole, of one moment. */
export interface StoredRun {
  readonly version: 2;
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
  /** The plan in that checkpoint where an earlier version of this page wrote it, in its words; else undefined. */
  readonly formerPlan: FormerPlan | undefined;
  /** What `loadUNet` reads; while it runs, none. */
  readonly weights: Uint8Array<ArrayBuffer> | undefined;
  readonly scores: RunScores | undefined;
}
