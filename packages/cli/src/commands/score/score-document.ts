import type { ClassScores, Evaluation, ThresholdScores } from '@unet/metrics/arrays';
import type { PredictionKind } from './request.ts';

/** A score at one threshold. */
interface ScoreAt {
  readonly threshold: number;
  readonly value: number;
}

/** A score at the fixed threshold, at each of the sweep, and the best of those. */
interface SweptScore {
  readonly atThreshold: number;
  readonly best: number;
  /** Where it is best. */
  readonly threshold: number;
  readonly byThreshold: readonly ScoreAt[];
}

/** What `unet score --json` prints and `scores.json` holds. Plain JSON, but for NaN, of which JSON makes null. */
export interface ScoreDocument {
  readonly slices: number;
  readonly prediction: PredictionKind;
  /** The fixed one, of all `atThreshold`, `iou` and `dice`. */
  readonly threshold: number;
  /** Fraction of wrong pixels; `constant` is that of the better constant answer. */
  readonly pixelError: SweptScore & { readonly atHalf: number; readonly constant: number };
  /** 1 - F of the inside: the pixel error of the challenge. */
  readonly fScorePixelError: SweptScore;
  readonly randError: SweptScore;
  readonly vRand: SweptScore;
  readonly vInfo: SweptScore;
  readonly warpingError: Omit<SweptScore, 'byThreshold'>;
  /** By class, 0 first, and their mean. */
  readonly iou: ClassScores;
  readonly dice: ClassScores;
}

/** What is known beside the evaluation. */
interface Beside {
  readonly kind: PredictionKind;
  /** Pixel error at threshold 0.5, whatever the thresholds of the evaluation. */
  readonly pixelErrorAtHalf: number;
  /** Of more than two classes. */
  readonly classScores: { readonly iou: ClassScores; readonly dice: ClassScores } | undefined;
}

/** Puts an evaluation into the form that programs read. */
export function scoreDocument(evaluation: Evaluation, { kind, pixelErrorAtHalf, classScores }: Beside): ScoreDocument {
  const { slices, threshold, best, sweep, constantPixelError, warpingError } = evaluation;
  const swept = (read: (scores: ThresholdScores) => number, most: number, where: number): SweptScore => ({
    atThreshold: read(evaluation),
    best: most,
    threshold: where,
    byThreshold: sweep.map((scores) => ({ threshold: scores.threshold, value: read(scores) })),
  });
  const { pixelError, fScorePixelError, randError, vRand, vInfo } = best;
  return {
    slices,
    prediction: kind,
    threshold,
    pixelError: {
      atHalf: pixelErrorAtHalf,
      ...swept((scores) => scores.pixelError, pixelError.value, pixelError.threshold),
      constant: constantPixelError,
    },
    fScorePixelError: swept((scores) => scores.fScorePixelError, fScorePixelError.value, fScorePixelError.threshold),
    randError: swept((scores) => scores.randError.error, randError.error, randError.threshold),
    vRand: swept((scores) => scores.vRand.score, vRand.score, vRand.threshold),
    vInfo: swept((scores) => scores.vInfo.score, vInfo.score, vInfo.threshold),
    warpingError: { atThreshold: warpingError, best: best.warpingError.value, threshold: best.warpingError.threshold },
    iou: classScores?.iou ?? evaluation.iou,
    dice: classScores?.dice ?? evaluation.dice,
  };
}
