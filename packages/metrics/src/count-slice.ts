import type { LabelArray } from '@unet/tensor/arrays';
import { checkFraction } from '@unet/tensor/internal';
import { isProbability, type PredictionArray } from './prediction.ts';
import { type SweepSettings, sweepOptionNames, sweepSettings, type ThresholdSweepOptions } from './sweep-options.ts';
import { countThresholds, type SliceCounts } from './threshold-scores.ts';
import { countCutsAndJoins } from './warping-error.ts';

/** A slice to score: what was predicted, beside the truth `[height, width]`, 0 for the border. */
export interface EvaluationSliceArrays {
  readonly prediction: PredictionArray;
  readonly truth: LabelArray;
}

/** Options of {@link evaluateSlices}. */
export interface EvaluateSlicesOptions extends ThresholdSweepOptions {
  /** Threshold of all scores that are not under `best` or `sweep`, default 0.5. */
  readonly threshold?: number;
}

/** Checked options with their defaults. */
export interface EvaluationSettings extends SweepSettings {
  readonly threshold: number;
}

/** Checks the options of an evaluation and fills in the defaults. */
export function evaluationSettings(where: string, options: EvaluateSlicesOptions): EvaluationSettings {
  const { threshold = 0.5 } = options;
  const settings = sweepSettings(where, options, { threshold: true, ...sweepOptionNames });
  checkFraction(where, 'threshold', threshold);
  return { ...settings, threshold };
}

/** What is counted in one slice; plain data, which threads can send each other. */
export interface CountedSlice {
  /** At each of `countedThresholds`. */
  readonly counts: readonly SliceCounts[];
  /** Pixels of splits and merges at each of `warpedThresholds`. */
  readonly cutsAndJoins: readonly number[];
}

/** Counts a slice at every threshold: all of the work of an evaluation, from checked arguments. */
export function countSlice({ prediction, truth }: EvaluationSliceArrays, settings: EvaluationSettings): CountedSlice {
  const warped = warpedThresholds(settings);
  const warp = (threshold: number): number => countCutsAndJoins(prediction, truth, threshold);
  return {
    counts: countThresholds(prediction, truth, countedThresholds(settings), settings),
    // Each takes as long as all other scores of a threshold. Thresholds say nothing about a class map.
    cutsAndJoins: isProbability(prediction) ? warped.map(warp) : new Array<number>(warped.length).fill(warp(0.5)),
  };
}

/** The thresholds of the sweep; then the fixed one, unless the sweep has it anyway. */
export function countedThresholds({ thresholds, threshold }: EvaluationSettings): readonly number[] {
  return thresholds.includes(threshold) ? thresholds : [...thresholds, threshold];
}

/** The thresholds whose warping errors are compared; then the fixed one, unless it is one of them. */
export function warpedThresholds({ thresholds, threshold }: EvaluationSettings): readonly number[] {
  const warped = sweptForWarping(thresholds);
  return warped.includes(threshold) ? warped : [...warped, threshold];
}

/** The thresholds whose warping errors are compared: those up to 0.9. */
export function sweptForWarping(thresholds: readonly number[]): readonly number[] {
  return thresholds.filter((threshold) => threshold <= 0.9);
}
