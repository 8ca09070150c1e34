import { clone, dispose, stack, type Tensor2D } from '@tensorflow/tfjs-core';
import * as onDevice from '@unet/metrics';
import {
  accuracy,
  type ClassScores,
  type ConfusionMatrix,
  confusionMatrix,
  dice,
  type EvaluateSlicesOptions,
  type Evaluation,
  evaluateSlices,
  iou,
} from '@unet/metrics/arrays';
import { type BorrowedNetwork, classProbability, type Network, type SegmentOptions, segment } from '@unet/model';
import { checkUNet } from '@unet/model/internal';
import type { Image, Label, LabelledSlice, Tensors } from '@unet/tensor';
import type { ImageArray, LabelArray, LabelledSliceArrays } from '@unet/tensor/arrays';
import { checkOptions, describe } from '@unet/tensor/internal';
import { labelFromInstances } from '@unet/weight-map';
import { labelFromInstances as labelFromInstanceArray } from '@unet/weight-map/arrays';
import { boundsOf, checkLabels } from './samples/tile-options.ts';
import { checkSlices } from './slice.ts';
import { areTensors, checkTensorSlices } from './tensor-slice.ts';

/** Options of {@link evaluate}. */
export interface EvaluateNetworkOptions {
  /** How the slices are segmented. */
  readonly segmentation?: Omit<SegmentOptions, 'onTile' | 'output'> | undefined;
  /** How predictions are scored against two classes: thresholds, and what belongs to each. */
  readonly scoring?: EvaluateSlicesOptions | undefined;
  /**
   * What the slices' labels are. 'classes': class indices. 'instances': every cell has a number of its own, for networks of two classes;
   * cells that touch are separated by thin background, as `createTileSource` does, before they are compared. Default 'classes'.
   */
  readonly labels?: 'classes' | 'instances' | undefined;
  /** Width of that background, as in the weight options of `createTileSource`. Default 2. */
  readonly gap?: 1 | 2 | undefined;
  /** Called after each slice, with the number of slices done and in all. */
  readonly onSlice?: ((done: number, total: number) => void) | undefined;
}

/** Result of {@link evaluate} for slices in plain memory. */
export interface NetworkEvaluationArrays {
  /** Class probabilities of each slice, `[height, width, classes]`. */
  readonly predictions: readonly ImageArray[];
  /** The most probable class of each slice, `[height, width]`. */
  readonly classMaps: readonly LabelArray[];
  /** Of two classes the probability of class 1 of each slice, `[height, width, 1]`; undefined for more. */
  readonly planes: readonly ImageArray[] | undefined;
  /** The challenge's scores of class 1 against class 0, of `planes`; undefined for more than two classes. */
  readonly binary: Evaluation | undefined;
  /** Scores of the most probable class, pooled over all pixels of all slices, for any number of classes. */
  readonly classes: {
    readonly pixelError: number;
    readonly iou: ClassScores;
    readonly dice: ClassScores;
  };
}

/**
 * Result of {@link evaluate} for slices that are tensors: `predictions`, `classMaps` and `planes` are tensors, too, and the caller's to
 * dispose.
 */
export type NetworkEvaluation = Tensors<NetworkEvaluationArrays>;

/**
 * Segments slices and scores the result against their labels. Slices in plain memory are segmented tile by tile, and need not fit the device
 * as a whole. Of tensors each probability of class 1 and each label is read once to be scored (of networks of two classes), and once the
 * counts of all classes.
 * @param unet stays the caller's, as the slices do
 * @returns the scores, and what it made to compute them; tensors among it are the caller's
 * @throws RangeError for slices that do not fit the network, or options out of range; TypeError for unknown options, or a network that was
 * disposed; the reason of `segmentation.signal`
 * @example
 * const { binary, classes } = await evaluate(currentUNet(state), heldOut, { segmentation: { symmetries: true } });
 */
export function evaluate(
  unet: Network | BorrowedNetwork,
  slices: readonly LabelledSliceArrays[],
  options?: EvaluateNetworkOptions,
): Promise<NetworkEvaluationArrays>;
export function evaluate(
  unet: Network | BorrowedNetwork,
  slices: readonly LabelledSlice[],
  options?: EvaluateNetworkOptions,
): Promise<NetworkEvaluation>;
export async function evaluate(
  unet: Network | BorrowedNetwork,
  slices: readonly LabelledSlice[] | readonly LabelledSliceArrays[],
  options: EvaluateNetworkOptions = {},
): Promise<NetworkEvaluation | NetworkEvaluationArrays> {
  checkUNet('evaluate', unet);
  checkNetworkOptions(unet, options);
  return areTensors('evaluate', slices)
    ? evaluateTensors(unet, slices, options)
    : evaluateArrays(unet, slices, options);
}

async function evaluateArrays(
  unet: Network | BorrowedNetwork,
  slices: readonly LabelledSliceArrays[],
  { segmentation, scoring, labels = 'classes', gap, onSlice }: EvaluateNetworkOptions,
): Promise<NetworkEvaluationArrays> {
  const { classes } = unet.config;
  checkSlices('evaluate', slices, boundsOf(unet.config, labels));
  const predictions: ImageArray[] = [];
  const classMaps: LabelArray[] = [];
  for (const { image } of slices) {
    const { probabilities, label } = await segment(unet, image, { ...segmentation, output: 'both' });
    predictions.push(probabilities);
    classMaps.push(label);
    onSlice?.(predictions.length, slices.length);
  }
  const truths = slices.map(({ label }) => (labels === 'classes' ? label : labelFromInstanceArray(label, { gap })));
  const planes = classes === 2 ? predictions.map((prediction) => classProbability(prediction, 1)) : undefined;
  const binary =
    planes === undefined
      ? undefined
      : evaluateSlices(
          planes.map((prediction, index) => ({ prediction, truth: truths[index]! })),
          scoring,
        );
  const matrices = classMaps.map((predicted, index) => confusionMatrix(predicted, truths[index]!, { classes }));
  return { predictions, classMaps, planes, binary, classes: scoresOf(matrices) };
}

async function evaluateTensors(
  unet: Network | BorrowedNetwork,
  slices: readonly LabelledSlice[],
  { segmentation, scoring, labels = 'classes', gap, onSlice }: EvaluateNetworkOptions,
): Promise<NetworkEvaluation> {
  const { classes } = unet.config;
  checkTensorSlices('evaluate', slices, unet.config);
  const predictions: Image[] = [];
  const classMaps: Label[] = [];
  const planes: Image[] = [];
  /** Made here, and of no use to the caller. */
  const truths: Label[] = [];
  const matrices: Tensor2D[] = [];
  try {
    for (const slice of slices) {
      const { probabilities, label } = await segment(unet, slice.image, { ...segmentation, output: 'both' });
      predictions.push(probabilities);
      classMaps.push(label);
      if (classes === 2) planes.push(classProbability(probabilities, 1));
      truths.push(labels === 'classes' ? clone(slice.label) : labelFromInstances(slice.label, { gap }));
      matrices.push(onDevice.confusionMatrix(label, truths.at(-1)!, { classes }));
      onSlice?.(predictions.length, slices.length);
    }
    const scored = planes.map((prediction, index) => ({ prediction, truth: truths[index]! }));
    const binary = classes === 2 ? await onDevice.evaluateSlices(scored, scoring) : undefined;
    const scores = scoresOf(await readMatrices(matrices));
    return { predictions, classMaps, planes: classes === 2 ? planes : undefined, binary, classes: scores };
  } catch (error) {
    dispose([...predictions, ...classMaps, ...planes]);
    throw error;
  } finally {
    dispose([...truths, ...matrices]);
  }
}

/** Reads them all at once. */
async function readMatrices(matrices: readonly Tensor2D[]): Promise<ConfusionMatrix[]> {
  const stacked = stack([...matrices]);
  try {
    return (await stacked.array()) as number[][][];
  } finally {
    stacked.dispose();
  }
}

function scoresOf(matrices: readonly ConfusionMatrix[]): NetworkEvaluationArrays['classes'] {
  const matrix = matrices.reduce((sum, one) =>
    sum.map((row, truth) => row.map((count, predicted) => count + one[truth]![predicted]!)),
  );
  return { pixelError: 1 - accuracy(matrix), iou: iou(matrix), dice: dice(matrix) };
}

function checkNetworkOptions(unet: Network | BorrowedNetwork, options: EvaluateNetworkOptions): void {
  const where = 'evaluate';
  checkOptions(where, options, { segmentation: true, scoring: true, labels: true, gap: true, onSlice: true });
  const { segmentation = {}, scoring = {}, labels = 'classes', gap = 2, onSlice } = options;
  const ofSegment: Record<keyof NonNullable<EvaluateNetworkOptions['segmentation']>, true> = {
    inputSize: true,
    stride: true,
    blend: true,
    boundary: true,
    symmetries: true,
    batchSize: true,
    limits: true,
    signal: true,
  };
  checkOptions(where, segmentation, ofSegment, 'segmentation');
  const ofScoring: Record<keyof EvaluateSlicesOptions, true> = {
    threshold: true,
    thresholds: true,
    predictedBorder: true,
    connectivity: true,
    thinning: true,
    labels: true,
  };
  checkOptions(where, scoring, ofScoring, 'scoring');
  checkLabels(where, labels, unet.config);
  if (gap !== 1 && gap !== 2) throw new RangeError(`${where}: gap must be 1 or 2, got ${describe(gap)}`);
  if (onSlice !== undefined && typeof onSlice !== 'function') {
    throw new TypeError(`${where}: onSlice must be a function, got ${describe(onSlice)}`);
  }
}
