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
import { type SegmentOptions, segmentArray, type UNet } from '@unet/model';
import type { ImageArray, LabelArray } from '@unet/tensor/arrays';
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

/** Segments slices and scores the result against their labels. */
export async function evaluate(
  unet: UNet,
  slices: readonly LabelledSlice[],
  options: EvaluateOptions = {},
): Promise<EvaluationResult> {
  const { segmentation = {}, onSlice, ...scoring } = options;
  checkSlices('evaluate', slices, unet.config);
  const predictions: ImageArray[] = [];
  for (const slice of slices) {
    predictions.push(await segmentArray(unet, slice.image, segmentation));
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

/** The plane of one class from probabilities `[height, width, classes]`, as `[height, width, 1]`. */
export function classProbability(probabilities: ImageArray, classIndex: number): ImageArray {
  const { height, width, channels, data } = probabilities;
  if (!Number.isInteger(classIndex) || classIndex < 0 || classIndex >= channels) {
    throw new RangeError(`classProbability: classIndex must be from 0 to ${channels - 1}, got ${classIndex}`);
  }
  const plane = new Float32Array(height * width);
  for (let pixel = 0; pixel < plane.length; pixel++) plane[pixel] = data[pixel * channels + classIndex]!;
  return { height, width, channels: 1, data: plane };
}

/** The class of the highest probability at each pixel; the lowest class among equals. */
export function mostProbableClass(probabilities: ImageArray): LabelArray {
  const { height, width, channels, data } = probabilities;
  const classes = new Int32Array(height * width);
  for (let pixel = 0; pixel < classes.length; pixel++) {
    const start = pixel * channels;
    let best = 0;
    for (let channel = 1; channel < channels; channel++) {
      if (data[start + channel]! > data[start + best]!) best = channel;
    }
    classes[pixel] = best;
  }
  return { height, width, data: classes };
}
