import { type Lifted, lift, type Tensors } from '@unet/tensor';
import * as arrays from './arrays.ts';

/**
 * What a network says about a slice, on a backend: probabilities of class 1, float32 `[height, width, 1]`, or a map of classes or segments,
 * int32 `[height, width]`.
 */
export type Prediction = Tensors<arrays.PredictionArray>;

/** A slice to score: what was predicted, beside the truth, int32 `[height, width]`, 0 for the border. */
export type EvaluationSlice = Tensors<arrays.EvaluationSliceArrays>;

/**
 * Reads the truths from their backend once and finds the pixel error of the better of the two constant predictions, all border or all
 * inside, from 0 to 0.5. As `constantPixelError` in `@unet/metrics/arrays`.
 */
export const constantPixelError: Lifted<typeof arrays.constantPixelError> = lift(
  'constantPixelError',
  arrays.constantPixelError,
  { truths: ['label'] },
);

/**
 * Reads the two maps from their backend once and counts the overlaps of their segments, sparse, as typed arrays on the CPU. As
 * `contingencyTable` in `@unet/metrics/arrays`.
 */
export const contingencyTable: Lifted<typeof arrays.contingencyTable> = lift(
  'contingencyTable',
  arrays.contingencyTable,
  { predicted: 'label', truth: 'label' },
);

/**
 * Reads the two maps of segments from their backend once and computes the adapted Rand error, with precision and recall. As `randError` in
 * `@unet/metrics/arrays`.
 */
export const randError: Lifted<typeof arrays.randError> = lift('randError', arrays.randError, {
  predicted: 'label',
  truth: 'label',
});

/**
 * Reads the two maps of segments from their backend once and computes the variation of information, in bits. As
 * `variationOfInformation` in `@unet/metrics/arrays`.
 */
export const variationOfInformation: Lifted<typeof arrays.variationOfInformation> = lift(
  'variationOfInformation',
  arrays.variationOfInformation,
  { predicted: 'label', truth: 'label' },
);

/**
 * Reads the segments from their backend once and thins the border between them. As `thinBorders` in `@unet/metrics/arrays`.
 * @returns new labels, int32 `[height, width]`, owned by the caller
 */
export const thinBorders: Lifted<typeof arrays.thinBorders> = lift('thinBorders', arrays.thinBorders, {
  segments: 'label',
});

/**
 * Reads prediction and truth from their backend once and computes V-Rand, the first score of the ISBI 2012 challenge. As `vRand` in
 * `@unet/metrics/arrays`.
 */
export const vRand: Lifted<typeof arrays.vRand> = lift('vRand', arrays.vRand, {
  prediction: 'prediction',
  truth: 'label',
});

/**
 * Reads prediction and truth from their backend once and computes V-Info, the second score of the ISBI 2012 challenge. As `vInfo` in
 * `@unet/metrics/arrays`.
 */
export const vInfo: Lifted<typeof arrays.vInfo> = lift('vInfo', arrays.vInfo, {
  prediction: 'prediction',
  truth: 'label',
});

/**
 * Reads prediction and truth from their backend once and computes 1 - F-score of the pixels, the challenge's pixel error. As
 * `fScorePixelError` in `@unet/metrics/arrays`.
 */
export const fScorePixelError: Lifted<typeof arrays.fScorePixelError> = lift(
  'fScorePixelError',
  arrays.fScorePixelError,
  { prediction: 'prediction', truth: 'label' },
);

/**
 * Reads prediction and truth from their backend once and computes the warping error of the ISBI 2012 challenge. As `warpingError` in
 * `@unet/metrics/arrays`.
 */
export const warpingError: Lifted<typeof arrays.warpingError> = lift('warpingError', arrays.warpingError, {
  prediction: 'prediction',
  truth: 'label',
});

/**
 * Reads prediction and truth from their backend once and counts the pixels that no warp of the truth mends, by what they do to its
 * topology. As `topologyErrors` in `@unet/metrics/arrays`.
 */
export const topologyErrors: Lifted<typeof arrays.topologyErrors> = lift('topologyErrors', arrays.topologyErrors, {
  prediction: 'prediction',
  truth: 'label',
});

/**
 * Reads prediction and truth from their backend once and warps the truth towards the prediction without change of topology. As `warpTruth`
 * in `@unet/metrics/arrays`.
 * @returns 0 and 1, int32 `[height, width]`, owned by the caller
 */
export const warpTruth: Lifted<typeof arrays.warpTruth> = lift('warpTruth', arrays.warpTruth, {
  prediction: 'prediction',
  truth: 'label',
});

/**
 * Reads prediction and truth from their backend once and scores the prediction at every threshold. As `thresholdSweep` in
 * `@unet/metrics/arrays`.
 */
export const thresholdSweep: Lifted<typeof arrays.thresholdSweep> = lift('thresholdSweep', arrays.thresholdSweep, {
  prediction: 'prediction',
  truth: 'label',
});

/**
 * Reads all predictions and truths from their backend once and scores the slices together. As `evaluateSlices` in `@unet/metrics/arrays`.
 * @example
 * const { pixelError, vRand, best } = await evaluateSlices([{ prediction, truth }]);
 */
export const evaluateSlices: Lifted<typeof arrays.evaluateSlices> = lift('evaluateSlices', arrays.evaluateSlices, {
  slices: [{ prediction: 'prediction', truth: 'label' }],
});
