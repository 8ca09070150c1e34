import { type Label, labelFromArray, labelToArray, type Weight, weightFromArray } from '@unet/tensor';
import type {
  BorderOptions,
  ClassBalance,
  NearestTwoCellsOptions,
  SeparationOptions,
  WeightMapOptions,
} from './arrays.ts';
import * as arrays from './arrays.ts';

// Everything here reads the label from its backend, calls the function of the same name in ./arrays, whose documentation
// gives the method, and makes new tensors of the results. What is passed stays the caller's; the caller owns the results.

/** The two cells nearest to each pixel, as tensors `[height, width]`. The caller disposes all three. */
export interface NearestTwoCellTensors {
  /** Distance to the nearest cell in pixels; Infinity if there is none. */
  readonly first: Weight;
  /** Distance to the second nearest cell in pixels; Infinity if there is none. */
  readonly second: Weight;
  /** Number of the nearest cell; 0 if there is none. */
  readonly nearest: Label;
}

/** The U-Net's weight map of a class map or instance map `[height, width]`: class balance and borders between cells. */
export async function weightMap(label: Label, options: WeightMapOptions = {}): Promise<Weight> {
  return weightFromArray(arrays.weightMap(await labelToArray(label), options));
}

/** The border part of the weight map alone, of an instance map `[height, width]`. */
export async function borderTerm(cells: Label, options: BorderOptions = {}): Promise<Weight> {
  return weightFromArray(arrays.borderTerm(await labelToArray(cells), options));
}

/** The class part of the weight map alone, of a class map `[height, width]`. */
export async function classBalanceMap(
  label: Label,
  balance: ClassBalance | ArrayLike<number> = 'reference',
): Promise<Weight> {
  return weightFromArray(arrays.classBalanceMap(await labelToArray(label), balance));
}

/** One weight for each class of a class map `[height, width]`. */
export async function classWeights(
  label: Label,
  classes: number,
  balance: ClassBalance = 'reference',
): Promise<Float32Array> {
  return arrays.classWeights(await labelToArray(label), classes, balance);
}

/** Distances from every pixel to the nearest two cells of an instance map `[height, width]`. */
export async function nearestTwoCells(
  cells: Label,
  options: NearestTwoCellsOptions = {},
): Promise<NearestTwoCellTensors> {
  const { height, width, first, second, nearest } = arrays.nearestTwoCells(await labelToArray(cells), options);
  return {
    first: weightFromArray({ height, width, data: first }),
    second: weightFromArray({ height, width, data: second }),
    nearest: labelFromArray({ height, width, data: nearest }),
  };
}

/** The inner boundary pixels of every cell of an instance map `[height, width]`, 0 elsewhere. */
export async function innerBoundary(cells: Label): Promise<Label> {
  return labelFromArray(arrays.innerBoundary(await labelToArray(cells)));
}

/** An instance map `[height, width]` with thin background between the instances that touched. */
export async function separateInstances(instances: Label, options: SeparationOptions = {}): Promise<Label> {
  return labelFromArray(arrays.separateInstances(await labelToArray(instances), options));
}

/** The class map that goes with the weight map of an instance map `[height, width]`. */
export async function labelFromInstances(instances: Label, options: SeparationOptions = {}): Promise<Label> {
  return labelFromArray(arrays.labelFromInstances(await labelToArray(instances), options));
}
