import { type Image, imageToArray, type Label, labelToArray, type Weight, weightToArray } from '@unet/tensor';
import {
  type AugmentationFigure,
  augmentationFigure as augmentationFigureOfArrays,
  type LabelledImage,
} from './augmentation-figure.ts';
import { type OverlayFigure, overlayFigure as overlayFigureOfArrays } from './overlay-figure.ts';
import { type PredictionFigure, predictionFigure as predictionFigureOfArrays } from './prediction-figure.ts';
import type { PredictionRow } from './prediction-row.ts';
import { type TileFigure, tileFigure as tileFigureOfArrays } from './tile-figure.ts';
import { type WeightMapFigure, weightMapFigure as weightMapFigureOfArrays } from './weight-map-figure.ts';

/** As `TileFigure` of `@unet/figures/arrays`, with a tensor. */
export interface TensorTileFigure extends Omit<TileFigure, 'image'> {
  readonly image: Image;
}

/** Draws the overlap-tile strategy; `tileFigure` of `@unet/figures/arrays` on a tensor, which stays the caller's. */
export async function tileFigure(options: TensorTileFigure): Promise<string> {
  return tileFigureOfArrays({ ...options, image: await imageToArray(options.image) });
}

/** An image and its label as tensors; the label may be smaller, about the same centre. */
export interface LabelledTensors {
  readonly image: Image;
  readonly label: Label;
}

/** As `AugmentationFigure` of `@unet/figures/arrays`, with tensors. */
export interface TensorAugmentationFigure extends Omit<AugmentationFigure, 'before' | 'after'> {
  readonly before: LabelledTensors;
  readonly after: LabelledTensors;
}

/** Draws a sample before and after an augmentation; as in `@unet/figures/arrays` on tensors, which stay the caller's. */
export async function augmentationFigure(options: TensorAugmentationFigure): Promise<string> {
  const [before, after] = await Promise.all([readLabelled(options.before), readLabelled(options.after)]);
  return augmentationFigureOfArrays({ ...options, before, after });
}

/** As `OverlayFigure` of `@unet/figures/arrays`, with tensors. */
export interface TensorOverlayFigure extends Omit<OverlayFigure, 'image' | 'label'> {
  readonly image: Image;
  readonly label: Label;
}

/** Draws a label over its image; as in `@unet/figures/arrays` on tensors, which stay the caller's. */
export async function overlayFigure(options: TensorOverlayFigure): Promise<string> {
  return overlayFigureOfArrays({ ...options, ...(await readLabelled(options)) });
}

/** As `WeightMapFigure` of `@unet/figures/arrays`, with tensors. */
export interface TensorWeightMapFigure extends Omit<WeightMapFigure, 'label' | 'classBalance' | 'weight'> {
  readonly label: Label;
  readonly classBalance: Weight;
  readonly weight: Weight;
}

/** Draws a label and its weights; as in `@unet/figures/arrays` on tensors, which stay the caller's. */
export async function weightMapFigure(options: TensorWeightMapFigure): Promise<string> {
  const [label, classBalance, weight] = await Promise.all([
    labelToArray(options.label),
    weightToArray(options.classBalance),
    weightToArray(options.weight),
  ]);
  return weightMapFigureOfArrays({ ...options, label, classBalance, weight });
}

/** As `PredictionRow` of `@unet/figures/arrays`, with tensors. */
export interface TensorPredictionRow extends Omit<PredictionRow, 'image' | 'truth' | 'probability'> {
  readonly image: Image;
  readonly truth: Label;
  readonly probability: Image;
}

/** As `PredictionFigure` of `@unet/figures/arrays`, with tensors. */
export interface TensorPredictionFigure extends Omit<PredictionFigure, 'rows'> {
  readonly rows: readonly TensorPredictionRow[];
}

/** Draws slices with their predictions; as in `@unet/figures/arrays` on tensors, which stay the caller's. */
export async function predictionFigure(options: TensorPredictionFigure): Promise<string> {
  const rows = await Promise.all(options.rows.map(readRow));
  return predictionFigureOfArrays({ ...options, rows });
}

async function readLabelled({ image, label }: LabelledTensors): Promise<LabelledImage> {
  return { image: await imageToArray(image), label: await labelToArray(label) };
}

async function readRow(row: TensorPredictionRow): Promise<PredictionRow> {
  const [image, truth, probability] = await Promise.all([
    imageToArray(row.image),
    labelToArray(row.truth),
    imageToArray(row.probability),
  ]);
  return { ...row, image, truth, probability };
}
