import type { RandError } from './rand-error.ts';
import type { ThresholdScores } from './threshold-scores.ts';
import type { SegmentationScore } from './v-rand.ts';

/**
 * The scores of several slices at one threshold as one: scores of segments are averaged, pixel errors pooled.
 * @param pixels number of pixels of each slice
 */
export function meanScores(slices: readonly ThresholdScores[], pixels: readonly number[]): ThresholdScores {
  let wrong = 0;
  let total = 0;
  for (const [index, slice] of slices.entries()) {
    // Back to the whole number of pixels, so that pooling does not round.
    wrong += Math.round(slice.pixelError * pixels[index]!);
    total += pixels[index]!;
  }
  return {
    threshold: slices[0]!.threshold,
    pixelError: wrong / total,
    randError: meanRandError(slices.map((slice) => slice.randError)),
    vRand: meanScore(slices.map((slice) => slice.vRand)),
    vInfo: meanScore(slices.map((slice) => slice.vInfo)),
  };
}

function meanRandError(values: readonly RandError[]): RandError {
  return {
    error: mean(values.map((value) => value.error)),
    precision: mean(values.map((value) => value.precision)),
    recall: mean(values.map((value) => value.recall)),
  };
}

function meanScore(values: readonly SegmentationScore[]): SegmentationScore {
  return {
    score: mean(values.map((value) => value.score)),
    split: mean(values.map((value) => value.split)),
    merge: mean(values.map((value) => value.merge)),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
