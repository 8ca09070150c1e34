import {
  checkImage,
  checkLabel,
  describe,
  type Image,
  type ImageArray,
  imageToArray,
  type Label,
  type LabelArray,
  labelFromArray,
  labelToArray,
} from '@unet/tensor';
import * as arrays from './arrays.ts';

// The tensors stay the caller's; results are plain numbers unless said otherwise.

/** A prediction on a backend: probabilities of class 1 `[height, width, 1]`, or a map of classes or segments `[height, width]`. */
export type PredictionTensor = Image | Label;

/** A slice to score: probabilities of class 1 `[height, width, 1]` beside the truth `[height, width]`. */
export interface EvaluationSliceTensors {
  readonly prediction: Image;
  readonly truth: Label;
}

/** {@link arrays.pixelError} of tensors. */
export async function pixelError(
  prediction: PredictionTensor,
  truth: Label,
  options: arrays.PixelErrorOptions = {},
): Promise<number> {
  const [predicted, actual] = await readPrediction('pixelError', prediction, truth);
  return arrays.pixelError(predicted, actual, options);
}

/** {@link arrays.constantPixelError} of tensors. */
export async function constantPixelError(truths: readonly Label[]): Promise<number> {
  return arrays.constantPixelError(await Promise.all(truths.map(labelToArray)));
}

/** {@link arrays.confusionMatrix} of tensors. */
export async function confusionMatrix(
  predicted: Label,
  truth: Label,
  classes: number,
): Promise<arrays.ConfusionMatrix> {
  const labels = await readLabels('confusionMatrix', predicted, truth);
  return arrays.confusionMatrix(...labels, classes);
}

/** {@link arrays.contingencyTable} of tensors. */
export async function contingencyTable(
  predicted: Label,
  truth: Label,
  options: arrays.ContingencyTableOptions = {},
): Promise<arrays.ContingencyTable> {
  return arrays.contingencyTable(...(await readLabels('contingencyTable', predicted, truth)), options);
}

/** {@link arrays.randError} of tensors. */
export async function randError(
  predicted: Label,
  truth: Label,
  options: arrays.RandErrorOptions = {},
): Promise<arrays.RandError> {
  return arrays.randError(...(await readLabels('randError', predicted, truth)), options);
}

/** {@link arrays.randScore} of tensors. */
export async function randScore(
  predicted: Label,
  truth: Label,
  options: arrays.RandErrorOptions = {},
): Promise<number> {
  return arrays.randScore(...(await readLabels('randScore', predicted, truth)), options);
}

/** {@link arrays.variationOfInformation} of tensors. */
export async function variationOfInformation(
  predicted: Label,
  truth: Label,
  options: arrays.VariationOfInformationOptions = {},
): Promise<arrays.VariationOfInformation> {
  return arrays.variationOfInformation(...(await readLabels('variationOfInformation', predicted, truth)), options);
}

/** {@link arrays.thinBorders} of a tensor; the caller owns the result. */
export async function thinBorders(segments: Label): Promise<Label> {
  checkLabel('thinBorders', 'segments', segments);
  return labelFromArray(arrays.thinBorders(await labelToArray(segments)));
}

/** {@link arrays.vRand} of tensors. */
export async function vRand(
  prediction: PredictionTensor,
  truth: Label,
  options: arrays.SegmentOptions = {},
): Promise<arrays.SegmentationScore> {
  return arrays.vRand(...(await readPrediction('vRand', prediction, truth)), options);
}

/** {@link arrays.vInfo} of tensors. */
export async function vInfo(
  prediction: PredictionTensor,
  truth: Label,
  options: arrays.SegmentOptions = {},
): Promise<arrays.SegmentationScore> {
  return arrays.vInfo(...(await readPrediction('vInfo', prediction, truth)), options);
}

/** {@link arrays.thresholdSweep} of tensors. */
export async function thresholdSweep(
  prediction: Image,
  truth: Label,
  options: arrays.SweepOptions = {},
): Promise<arrays.ThresholdSweep> {
  checkImage('thresholdSweep', 'prediction', prediction);
  checkLabel('thresholdSweep', 'truth', truth);
  return arrays.thresholdSweep(await imageToArray(prediction), await labelToArray(truth), options);
}

/** {@link arrays.evaluateSlices} of tensors. */
export async function evaluateSlices(
  slices: readonly EvaluationSliceTensors[],
  options: arrays.EvaluationOptions = {},
): Promise<arrays.Evaluation> {
  const read = slices.map(async ({ prediction, truth }) => ({
    prediction: await imageToArray(prediction),
    truth: await labelToArray(truth),
  }));
  return arrays.evaluateSlices(await Promise.all(read), options);
}

/** {@link arrays.warpingError} of tensors. */
export async function warpingError(
  prediction: PredictionTensor,
  truth: Label,
  options: arrays.WarpingOptions = {},
): Promise<number> {
  return arrays.warpingError(...(await readPrediction('warpingError', prediction, truth)), options);
}

/** {@link arrays.warpTruth} of tensors; the caller owns the result. */
export async function warpTruth(
  prediction: PredictionTensor,
  truth: Label,
  options: arrays.WarpingOptions = {},
): Promise<Label> {
  return labelFromArray(arrays.warpTruth(...(await readPrediction('warpTruth', prediction, truth)), options));
}

async function readPrediction(
  where: string,
  prediction: PredictionTensor,
  truth: Label,
): Promise<[ImageArray | LabelArray, LabelArray]> {
  checkLabel(where, 'truth', truth);
  const rank = prediction?.shape?.length;
  if (rank === 3) checkImage(where, 'prediction', prediction as Image);
  else if (rank === 2) checkLabel(where, 'prediction', prediction as Label);
  else {
    throw new TypeError(
      `${where}: prediction must be a [height, width, 1] float32 or a [height, width] int32 tensor, got ${describe(prediction)}`,
    );
  }
  const read = rank === 3 ? imageToArray(prediction as Image) : labelToArray(prediction as Label);
  return [await read, await labelToArray(truth)];
}

async function readLabels(where: string, predicted: Label, truth: Label): Promise<[LabelArray, LabelArray]> {
  checkLabel(where, 'predicted', predicted);
  checkLabel(where, 'truth', truth);
  return Promise.all([labelToArray(predicted), labelToArray(truth)]);
}
