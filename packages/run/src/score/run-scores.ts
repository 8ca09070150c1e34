import type { Evaluation } from '@unet/metrics/arrays';

/** A score that was chosen among thresholds, on the slices that are scored: better than a network could have known. */
export interface BestScore {
  readonly value: number;
  readonly threshold: number;
}

/** How well cells are told apart; NaN where a score says nothing of the slices. */
export interface CellScores<Score> {
  /** 0 is perfect. */
  readonly randError: Score;
  /** 1 is perfect. */
  readonly vRand: Score;
  /** 1 is perfect. */
  readonly vInfo: Score;
}

/** Scores of the held-out slices: numbers, none of the thresholds in between. Plain JSON, but that NaN becomes null. */
export interface RunScores {
  readonly slices: number;
  /** That of all scores but the best; fixed before. */
  readonly threshold: number;
  /** Fraction of wrong pixels. */
  readonly pixelError: number;
  /** What saying the same of every pixel would give. */
  readonly constantPixelError: number;
  readonly cells: CellScores<number> & { readonly warpingError: number };
  /**
   * The best of each score over all thresholds. None of the warping error: it is best where nothing is inside of cells, for an empty prediction
   * neither splits nor merges.
   */
  readonly best: CellScores<BestScore> & { readonly pixelError: BestScore };
}

/** What a run keeps of an evaluation. */
export function runScoresOf(evaluation: Evaluation): RunScores {
  const { slices, threshold, pixelError, constantPixelError, randError, vRand, vInfo, warpingError, best } = evaluation;
  return {
    slices,
    threshold,
    pixelError,
    constantPixelError,
    cells: { randError: randError.error, vRand: vRand.score, vInfo: vInfo.score, warpingError },
    best: {
      pixelError: best.pixelError,
      randError: { value: best.randError.error, threshold: best.randError.threshold },
      vRand: { value: best.vRand.score, threshold: best.vRand.threshold },
      vInfo: { value: best.vInfo.score, threshold: best.vInfo.threshold },
    },
  };
}
