import { checkLabelArray, describe, type ImageArray, type LabelArray } from '@unet/tensor/arrays';
import { bestScores } from './best-scores.ts';
import { type ClassScores, dice, iou } from './class-scores.ts';
import { constantPixelError } from './constant-pixel-error.ts';
import { foreground } from './foreground.ts';
import { meanScores } from './mean-scores.ts';
import { checkProbability, checkSameSize, checkThreshold } from './prediction.ts';
import type { ThresholdScores } from './threshold-scores.ts';
import { type SweepOptions, scoreThresholds, sweepSettings } from './threshold-sweep.ts';
import type { SegmentationScore } from './v-rand.ts';
import { warpingError } from './warping-error.ts';

/** A slice to score: probabilities of class 1 `[height, width, 1]` beside the truth `[height, width]`, 0 for the border. */
export interface EvaluationSlice {
  readonly prediction: ImageArray;
  readonly truth: LabelArray;
}

/** Options of {@link evaluateSlices}. */
export interface EvaluationOptions extends SweepOptions {
  /** Threshold of `pixelError`, `warpingError`, `iou` and `dice`, default 0.5. */
  readonly threshold?: number;
}

/** Result of {@link evaluateSlices}, plain JSON. */
export interface Evaluation {
  /** Number of slices. */
  readonly slices: number;
  /** Pixel error at the fixed threshold. */
  readonly pixelError: number;
  /** Lowest pixel error of the sweep. */
  readonly bestPixelError: number;
  /** Pixel error of the better constant prediction, see {@link constantPixelError}. */
  readonly constantPixelError: number;
  /** Warping error at the fixed threshold, see {@link warpingError}. */
  readonly warpingError: number;
  /** Intersection over union of border (class 0) and inside (class 1) at the fixed threshold. */
  readonly iou: ClassScores;
  /** Dice of border (class 0) and inside (class 1) at the fixed threshold. */
  readonly dice: ClassScores;
  /** Lowest adapted Rand error of the sweep, of components before thinning. */
  readonly randError: number;
  /** The V-Rand of the sweep's highest score. */
  readonly vRand: SegmentationScore;
  /** The V-Info of the sweep's highest score. */
  readonly vInfo: SegmentationScore;
  /** The fixed threshold, and where the sweep's best were taken: one threshold for all slices. */
  readonly thresholds: {
    readonly fixed: number;
    readonly pixelError: number;
    readonly randError: number;
    readonly vRand: number;
    readonly vInfo: number;
  };
  /** All scores at every threshold, over all slices. */
  readonly sweep: readonly ThresholdScores[];
}

/**
 * Scores predictions of several slices together.
 *
 * - Scores of segments (`randError`, `vRand`, `vInfo`) are computed slice by slice and averaged; every slice weighs the same.
 *   (The challenge's plugin for Fiji averages its information score likewise, but adds up the pairs of all slices for Rand
 *   before it forms the F-score.)
 * - Scores of pixels (all pixel errors, `warpingError`, `iou`, `dice`) pool the pixels of all slices.
 * - The best threshold of a score is one threshold for all slices, where the score over all slices is best.
 *
 * @param slices at least one; sizes may differ from slice to slice
 * @throws RangeError for an empty list, or as {@link thresholdSweep}, with the slice's index
 * @example
 * const { pixelError, vRand, thresholds } = evaluateSlices([{ prediction, truth }]);
 */
export function evaluateSlices(slices: readonly EvaluationSlice[], options: EvaluationOptions = {}): Evaluation {
  const { threshold = 0.5 } = options;
  checkThreshold('evaluateSlices', threshold);
  const settings = sweepSettings('evaluateSlices', options);
  if (!Array.isArray(slices) || slices.length === 0) {
    throw new RangeError(`evaluateSlices: slices must be a list of at least one slice, got ${describe(slices)}`);
  }
  for (const [index, slice] of slices.entries()) checkSlice(`slices[${index}]`, slice);
  const sweeps = slices.map(({ prediction, truth }) => scoreThresholds(prediction, truth, settings));
  const pixels = slices.map(({ truth }) => truth.data.length);
  const sweep = settings.thresholds.map((_, index) =>
    meanScores(
      sweeps.map((scores) => scores[index]!),
      pixels,
    ),
  );
  const matrix = pooledConfusion(slices, threshold);
  const wrong = matrix[0][1] + matrix[1][0];
  const right = matrix[0][0] + matrix[1][1];
  const unwarpable = slices.reduce(
    // Back to the whole number of pixels, so that pooling does not round.
    (sum, { prediction, truth }) =>
      sum + Math.round(warpingError(prediction, truth, { threshold }) * truth.data.length),
    0,
  );
  const best = bestScores(sweep);
  return {
    slices: slices.length,
    pixelError: wrong / (wrong + right),
    bestPixelError: best.pixelError.value,
    constantPixelError: constantPixelError(slices.map((slice) => slice.truth)),
    warpingError: unwarpable / (wrong + right),
    iou: iou(matrix),
    dice: dice(matrix),
    randError: best.randError.value,
    vRand: sweep.find((scores) => scores.threshold === best.vRand.threshold)!.vRand,
    vInfo: sweep.find((scores) => scores.threshold === best.vInfo.threshold)!.vInfo,
    thresholds: {
      fixed: threshold,
      pixelError: best.pixelError.threshold,
      randError: best.randError.threshold,
      vRand: best.vRand.threshold,
      vInfo: best.vInfo.threshold,
    },
    sweep,
  };
}

function checkSlice(argument: string, slice: EvaluationSlice): void {
  if (typeof slice !== 'object' || slice === null) {
    throw new TypeError(`evaluateSlices: ${argument} must be { prediction, truth }, got ${describe(slice)}`);
  }
  checkProbability('evaluateSlices', slice.prediction, `${argument}.prediction`);
  checkLabelArray('evaluateSlices', `${argument}.truth`, slice.truth);
  checkSameSize('evaluateSlices', slice.prediction, slice.truth, `${argument}.truth`);
}

/** Pixels by border and inside, the truth in rows and the prediction in columns, over all slices. */
type BinaryConfusion = readonly [readonly [number, number], readonly [number, number]];

function pooledConfusion(slices: readonly EvaluationSlice[], threshold: number): BinaryConfusion {
  const counts = [0, 0, 0, 0] as [number, number, number, number];
  for (const { prediction, truth } of slices) {
    const inside = foreground(prediction, threshold).data;
    for (let index = 0; index < inside.length; index++) {
      const trueClass = truth.data[index] === 0 ? 0 : 1;
      counts[2 * trueClass + inside[index]!]!++;
    }
  }
  return [
    [counts[0], counts[1]],
    [counts[2], counts[3]],
  ];
}
