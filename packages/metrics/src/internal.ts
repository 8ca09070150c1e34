/**
 * The two halves of `evaluateSlices`, for programs of this repository that count slices in several threads. It may change in any release.
 * @module
 */
export { type CountedSlice, countSlice, type EvaluationSettings, evaluationSettings } from './count-slice.ts';
export { evaluationOf } from './evaluate-slices.ts';
export type { PixelCounts } from './pixel-counts.ts';
export type { SliceCounts } from './threshold-scores.ts';
export type { SquareSums } from './v-rand.ts';
