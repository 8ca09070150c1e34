import {
  accuracy,
  type ClassScores,
  confusionMatrix,
  dice,
  type Evaluation,
  type EvaluationOptions,
  evaluateSlices,
  iou,
} from '@unet/metrics/arrays';
import { classProbability, mostProbableClass, type SegmentOptions, segment, type UNet } from '@unet/model';
import type { ImageArray } from '@unet/tensor/arrays';
import { checkSlices, type LabelledSlice } from './slice.ts';

/** Options of {@link evaluate}. */
export interface EvaluateOptions extends EvaluationOptions {
  /** How the slices are segmented. */
  readonly segmentation?: Omit<SegmentOptions, 'onTile'>;
  /** Called after each slice, with the number of slices done and in all. */
  readonly onSlice?: (done: number, total: number) => void;
}

/** Result of {@link evaluate}. */
export interface EvaluationResult {
  /** Class probabilities of each slice, `[height, width, classes]`. */
  readonly predictions: readonly ImageArray[];
  /** The challenge's scores of class 1 against class 0; undefined for more than two classes. */
  readonly binary: Evaluation | undefined;
  /** Scores of the most probable class, pooled over all pixels of all slices, for any number of classes. */
  readonly classes: {
    readonly pixelError: number;
    readonly iou: ClassScores;
    readonly dice: ClassScores;
  };
}

/**
 * Segments slices and scores the result against their labels, which are class indices.
 * @param unet stays the caller's
 * @throws RangeError for slices that do not fit the network, or options that make no sense; the reason of `segmentation.signal`
 * @example
 * const { binary, classes } = await evaluate(currentUNet(state), heldOut, { segmentation: { symmetries: true } });
 */
export async function evaluate(
  unet: UNet,
  slices: readonly LabelledSlice[],
  options: EvaluateOptions = {},
): Promise<EvaluationResult> {
  const { segmentation = {}, onSlice, ...scoring } = options;
  checkSlices('evaluate', slices, unet.config);
  const predictions: ImageArray[] = [];
  for (const slice of slices) {
    predictions.push(await segment(unet, slice.image, segmentation));
    onSlice?.(predictions.length, slices.length);
  }
  const { classes } = unet.config;
  const matrix = predictions
    .map((prediction, index) => confusionMatrix(mostProbableClass(prediction), slices[index]!.label, classes))
    .reduce((sum, one) => sum.map((row, truth) => row.map((count, predicted) => count + one[truth]![predicted]!)));
  const binary =
    classes === 2
      ? evaluateSlices(
          predictions.map((prediction, index) => ({
            prediction: classProbability(prediction, 1),
            truth: slices[index]!.label,
          })),
          scoring,
        )
      : undefined;
  return {
    predictions,
    binary,
    classes: { pixelError: 1 - accuracy(matrix), iou: iou(matrix), dice: dice(matrix) },
  };
}
