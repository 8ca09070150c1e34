import type { LabelArray } from '@unet/tensor/arrays';
import { contingencyTable } from './contingency-table.ts';
import { overlapsAfterThinning, segmentsOfLabel, segmentsOfPrediction } from './overlaps.ts';
import { addPixels, countPixels, fScoreErrorOfCounts, type PixelCounts, pixelErrorOfCounts } from './pixel-counts.ts';
import type { PredictionArray } from './prediction.ts';
import { type RandError, randErrorOfTable } from './rand-error.ts';
import type { SegmentationScore } from './segmentation-score.ts';
import type { SweepSettings } from './sweep-options.ts';
import { vInfoOfTable } from './v-info.ts';
import { countSquares, type SquareSums, vRandOfPairs } from './v-rand.ts';

/** All scores at one threshold, of a slice or of several. */
export interface ThresholdScores {
  /** Pixels whose probability is above it are inside. */
  readonly threshold: number;
  /** Fraction of all pixels that are inside in prediction or truth alone, 0 to 1; 0 is perfect. */
  readonly pixelError: number;
  /** As {@link fScorePixelError}, 0 to 1; 0 is perfect. Of several slices, from the pixels of all. */
  readonly fScorePixelError: number;
  /** As {@link randError} of the segments before thinning, 0 to 1; 0 is perfect. Of several slices, their mean. */
  readonly randError: RandError;
  /**
   * As {@link vRand}, 0 to 1; 1 is perfect. Of several slices, `score` is the mean of theirs, NaN if one is; `split` and `merge` are those of
   * all their pairs together. The challenge's plugin gives the same three.
   */
  readonly vRand: SegmentationScore;
  /** As {@link vInfo}, 0 to 1; 1 is perfect. Of several slices, their mean, NaN if one is. */
  readonly vInfo: SegmentationScore;
}

/** What a slice has at one threshold, before it is put together with other slices. */
export interface SliceCounts {
  readonly pixels: PixelCounts;
  readonly randError: RandError;
  readonly squares: SquareSums;
  readonly vInfo: SegmentationScore;
}

/** Counts a slice at each threshold, from checked arguments. */
export function countThresholds(
  prediction: PredictionArray,
  truth: LabelArray,
  thresholds: readonly number[],
  settings: SweepSettings,
): SliceCounts[] {
  const trueSegments = segmentsOfLabel(truth, settings);
  const count = (threshold: number): SliceCounts => {
    const segments = segmentsOfPrediction(prediction, threshold, settings);
    const thinned = overlapsAfterThinning(segments, trueSegments, settings);
    return {
      pixels: countPixels(segments, truth),
      randError: randErrorOfTable(contingencyTable(segments, trueSegments, { ignore: [0] }), settings.predictedBorder),
      squares: countSquares(thinned),
      vInfo: vInfoOfTable(thinned),
    };
  };
  if ('channels' in prediction) return thresholds.map(count);
  // Thresholds say nothing about a class map.
  return new Array<SliceCounts>(thresholds.length).fill(count(0.5));
}

/** The scores of several slices at one threshold as one. */
export function scoresOfSlices(threshold: number, slices: readonly SliceCounts[]): ThresholdScores {
  const pixels = addPixels(slices.map((slice) => slice.pixels));
  const pairs = vRandOfPairs(addSquares(slices.map((slice) => slice.squares)));
  return {
    threshold,
    pixelError: pixelErrorOfCounts(pixels),
    fScorePixelError: fScoreErrorOfCounts(pixels),
    randError: {
      error: mean(slices.map((slice) => slice.randError.error)),
      precision: mean(slices.map((slice) => slice.randError.precision)),
      recall: mean(slices.map((slice) => slice.randError.recall)),
    },
    vRand: { ...pairs, score: mean(slices.map((slice) => vRandOfPairs(slice.squares).score)) },
    vInfo: {
      score: mean(slices.map((slice) => slice.vInfo.score)),
      split: mean(slices.map((slice) => slice.vInfo.split)),
      merge: mean(slices.map((slice) => slice.vInfo.merge)),
    },
  };
}

function addSquares(slices: readonly SquareSums[]): SquareSums {
  return slices.reduce((sum, slice) => ({
    both: sum.both + slice.both,
    inTruth: sum.inTruth + slice.inTruth,
    inPrediction: sum.inPrediction + slice.inPrediction,
  }));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
