import type { RandError } from './rand-error.ts';
import type { SegmentationScore } from './segmentation-score.ts';
import type { ThresholdScores } from './threshold-scores.ts';

/** Where in a sweep a score is best. */
export interface BestThreshold {
  /** The first of several as good; NaN if the score is NaN at all thresholds. */
  readonly threshold: number;
}

/** The best value of a score that is one number; NaN if it is at all thresholds. */
export interface BestValue extends BestThreshold {
  readonly value: number;
}

/**
 * The best of each score in a sweep: the lowest error, the highest V-Rand and V-Info, with its threshold. NaN is never the best.
 *
 * Chosen on the slices that are scored, so better than a prediction could have known: not to be compared with scores at a threshold
 * that was fixed before.
 */
export interface BestScores {
  readonly pixelError: BestValue;
  /** The pixel error that the challenge reported. */
  readonly fScorePixelError: BestValue;
  /** The {@link RandError} of the lowest error. */
  readonly randError: RandError & BestThreshold;
  /** The V-Rand of the highest score, which the challenge reported. */
  readonly vRand: SegmentationScore & BestThreshold;
  /** The V-Info of the highest score, which the challenge reported. */
  readonly vInfo: SegmentationScore & BestThreshold;
}

/** Finds the best of each score. */
export function bestScores(scores: readonly ThresholdScores[]): BestScores {
  const thresholds = scores.map((entry) => entry.threshold);
  const lowest = (values: readonly number[]) => bestValue(thresholds, values);
  return {
    pixelError: lowest(scores.map((entry) => entry.pixelError)),
    fScorePixelError: lowest(scores.map((entry) => entry.fScorePixelError)),
    randError: bestEntry(
      scores,
      (entry) => entry.randError,
      ({ error }) => error,
    ),
    vRand: bestEntry(
      scores,
      (entry) => entry.vRand,
      ({ score }) => -score,
    ),
    vInfo: bestEntry(
      scores,
      (entry) => entry.vInfo,
      ({ score }) => -score,
    ),
  };
}

/** The lowest value and its threshold. */
export function bestValue(thresholds: readonly number[], values: readonly number[]): BestValue {
  const index = indexOfLowest(values);
  return { value: values[index] ?? Number.NaN, threshold: thresholds[index] ?? Number.NaN };
}

function bestEntry<Score extends object>(
  scores: readonly ThresholdScores[],
  read: (entry: ThresholdScores) => Score,
  error: (score: Score) => number,
): Score & BestThreshold {
  const index = indexOfLowest(scores.map((entry) => error(read(entry))));
  return { ...read(scores[Math.max(0, index)]!), threshold: scores[index]?.threshold ?? Number.NaN };
}

/** -1 if all are NaN. */
function indexOfLowest(values: readonly number[]): number {
  let lowest = -1;
  for (const [index, value] of values.entries()) {
    if (!Number.isNaN(value) && (lowest < 0 || value < values[lowest]!)) lowest = index;
  }
  return lowest;
}
