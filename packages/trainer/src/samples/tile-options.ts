import { type AugmentOptions, noAugmentation } from '@unet/augment/arrays';
import { checkAugmentOptions } from '@unet/augment/internal';
import type { NetworkConfig } from '@unet/model/arrays';
import { wholeConfig } from '@unet/model/internal';
import { checkOptions, checkWord, describe } from '@unet/tensor/internal';
import { type WeightMapOptions, weightMapContext } from '@unet/weight-map/arrays';
import { checkBalanceOrWeights, checkWeightMapOptions } from '@unet/weight-map/internal';
import type { SliceBounds } from '../slice.ts';

/** Options of {@link createTileSource}; plain JSON if the class weights are an array. */
export interface TileSourceOptions {
  /** The network that is to be trained: it decides margin, legal input sizes, channels and classes. */
  readonly config: NetworkConfig;
  /**
   * Side of the square that the network sees, a legal input size. Default: the largest, at most 572, whose output fits into every slice
   * (`largestInputSize` of `@unet/model`).
   */
  readonly inputSize?: number | undefined;
  /** Pixels from one output square to the next. Default: the output square's side, no overlap. */
  readonly stride?: number | undefined;
  /**
   * Where the output squares lie: 'grid', on the grid of the overlap tiles (the annotated PyTorch notebook); 'random', anywhere in the
   * slice, as many of each slice as the grid has. Default 'grid'.
   */
  readonly placement?: 'grid' | 'random' | undefined;
  /** Random changes of each sample. Default: none. */
  readonly augmentation?: AugmentOptions | undefined;
  /**
   * What the slices' labels are. 'classes': class indices. 'instances': every cell has a number of its own, 0 is the background,
   * for networks of two classes. They move by nearest neighbour; afterwards cells that touch are separated by thin background
   * (`gap` of the weight options), the label is 1 on what is left of them, and the weight map belongs to it. Default 'classes'.
   */
  readonly labels?: 'classes' | 'instances' | undefined;
  /**
   * The weight map of each sample, or false for weight 1 everywhere; `balance` is that of the whole slice. Default: the weight map's own
   * defaults.
   */
  readonly weights?: WeightMapOptions | false | undefined;
  /** Decides order, places and augmentation. Default 0. */
  readonly seed?: string | number | undefined;
}

/** What the options of {@link createTileSource} come to. */
export interface TileSettings {
  readonly config: NetworkConfig;
  readonly inputSize: number | undefined;
  readonly stride: number | undefined;
  readonly placement: 'grid' | 'random';
  readonly augmentation: AugmentOptions;
  readonly labels: 'classes' | 'instances';
  /** With `kind`; false for weight 1 everywhere. */
  readonly weights: WeightMapOptions | false;
  /** Pixels of context that a label needs around a sample. */
  readonly context: number;
  readonly seed: string | number;
}

/** Names of the options. */
export const tileOptionNames: Readonly<Record<keyof TileSourceOptions, true>> = {
  config: true,
  inputSize: true,
  stride: true,
  placement: true,
  augmentation: true,
  labels: true,
  weights: true,
  seed: true,
};

/**
 * Checks the options and fills in the defaults.
 * @param names every option that the caller has
 */
export function settleTileOptions<Options extends TileSourceOptions>(
  where: string,
  options: Options,
  names: Readonly<Record<keyof Options, true>>,
): TileSettings {
  checkOptions(where, options, names);
  const { inputSize, stride, placement = 'grid', labels = 'classes', seed = 0 } = options;
  const config = wholeConfig(where, options.config);
  checkWord(where, 'placement', placement, ['grid', 'random']);
  checkLabels(where, labels, config);
  const augmentation = options.augmentation ?? noAugmentation;
  checkAugmentOptions(where, augmentation, 'augmentation');
  const weights = settleWeights(where, options.weights, labels, config);
  return {
    config,
    inputSize,
    stride,
    placement,
    labels,
    weights,
    seed,
    // Between two instances there is no third: interpolated numbers would name other cells.
    augmentation: labels === 'instances' ? { ...augmentation, labelInterpolation: 'nearest' } : augmentation,
    context: weightMapContext(weights === false ? { kind: labels, w0: 0 } : weights),
  };
}

/** Throws for another word, or for instances with a network of more than two classes. */
export function checkLabels(where: string, labels: string, { classes }: NetworkConfig): void {
  checkWord(where, 'labels', labels, ['classes', 'instances']);
  if (labels === 'instances' && classes !== 2) {
    throw new RangeError(`${where}: labels "instances" must go with a network of 2 classes, got ${classes}`);
  }
}

/** What the labels of slices may hold. */
export function boundsOf({ channels, classes }: NetworkConfig, labels: 'classes' | 'instances'): SliceBounds {
  return { channels, classes: labels === 'instances' ? Number.POSITIVE_INFINITY : classes };
}

function settleWeights(
  where: string,
  weights: WeightMapOptions | false = {},
  labels: 'classes' | 'instances',
  { classes }: NetworkConfig,
): WeightMapOptions | false {
  if (weights === false) return false;
  checkWeightMapOptions(where, weights, 'weights');
  if (weights.balance !== undefined) checkBalanceOrWeights(where, weights.balance, classes, 'weights.');
  if (weights.kind !== undefined && weights.kind !== labels) {
    throw new RangeError(`${where}: weights.kind must be that of labels, "${labels}", got ${describe(weights.kind)}`);
  }
  return { ...weights, kind: labels };
}
