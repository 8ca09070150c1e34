import type { ThresholdScores } from './threshold-scores.ts';

/** A score and the threshold at which it was reached. */
export interface BestScore {
  readonly value: number;
  readonly threshold: number;
}

/** The best of each score: the lowest error, the highest V-Rand and V-Info. */
export interface BestScores {
  readonly pixelError: BestScore;
  readonly randError: BestScore;
  readonly vRand: BestScore;
  readonly vInfo: BestScore;
}

/** Finds the best of each score; the first of several as good. */
export function bestScores(scores: readonly ThresholdScores[]): BestScores {
  return {
    pixelError: best(scores, (entry) => entry.pixelError, -1),
    randError: best(scores, (entry) => entry.randError.error, -1),
    vRand: best(scores, (entry) => entry.vRand.score, 1),
    vInfo: best(scores, (entry) => entry.vInfo.score, 1),
  };
}

function best(
  scores: readonly ThresholdScores[],
  read: (entry: ThresholdScores) => number,
  direction: 1 | -1,
): BestScore {
  let found = scores[0]!;
  for (const entry of scores) {
    if (direction * (read(entry) - read(found)) > 0) found = entry;
  }
  return { value: read(found), threshold: found.threshold };
}
