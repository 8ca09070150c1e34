import { type AugmentOptions, augmentWindow, noAugmentation } from '@unet/augment/arrays';
import type { UNetConfig } from '@unet/model/arrays';
import { createRandom, describe, type LabelArray, type Random, type WeightArray } from '@unet/tensor/arrays';
import { planTiles } from '@unet/tiling/arrays';
import { labelFromInstances, type WeightMapOptions, weightMap } from '@unet/weight-map/arrays';
import { fittingOutput, largestFitting } from './fitting-output.ts';
import { checkSampleIndex, type SampleSource } from './sample-source.ts';
import { checkSlices, type LabelledSlice } from './slice.ts';

/** Options of {@link createTileSource}. */
export interface TileSourceOptions {
  /** The network that is to be trained: it decides margin, legal tiles, channels and classes. */
  readonly config: UNetConfig;
  /** Side of the square that the network sees, a legal input size. Default: {@link largestTile}, at most 572. */
  readonly tile?: number | undefined;
  /** Pixels from one output square to the next. Default: the output square's side, no overlap. */
  readonly stride?: number | undefined;
  /**
   * Where the output squares lie: 'grid', on the grid of the overlap tiles (the reference); 'random', anywhere in the slice, as
   * many of each slice as the grid has. Default 'grid'.
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
  /** The weight map of each sample, or false for weight 1 everywhere. Default: the weight map's own defaults. */
  readonly weights?: WeightMapOptions | false | undefined;
  /** Decides order, places and augmentation. Default 0. */
  readonly seed?: string | number | undefined;
}

/** One output square of one slice. */
interface Place {
  readonly slice: LabelledSlice;
  readonly row: number;
  readonly column: number;
}

/**
 * The training samples of some slices: overlap tiles, shuffled anew for every epoch, each augmented by one random draw that
 * moves image and label alike, with the weight map of the augmented label (Ronneberger et al. 2015, section 3).
 *
 * Each window is cut with its context from the whole slice and resampled once, so that a tile inside a slice sees its real
 * surroundings and only the slice's own border is mirrored.
 * @param slices kept by reference; do not change them during the run
 * @returns a source whose samples are computed when they are asked for, each in arrays of its own
 * @throws RangeError for slices that do not fit the network, or are too small for the tile, and for options that make no sense
 * @example
 * const source = createTileSource(slices, { config: unet.config, augmentation: paperAugmentation, seed: 1 });
 */
export function createTileSource(slices: readonly LabelledSlice[], options: TileSourceOptions): SampleSource {
  const where = 'createTileSource';
  const { config, placement = 'grid', labels = 'classes', weights = {}, seed = 0 } = options;
  checkOptions(where, config, placement, labels, weights);
  const instances = labels === 'instances';
  const classes = instances ? Number.POSITIVE_INFINITY : config.classes;
  checkSlices(where, slices, { channels: config.channels, classes });
  const tile = options.tile ?? largestFitting(where, config, slices);
  const side = fittingOutput(where, config, slices, tile);
  const places = placesOf(slices, side, options.stride);
  const augmentation: AugmentOptions = {
    ...(options.augmentation ?? noAugmentation),
    // Between two instances there is no third: interpolated numbers would name other cells.
    ...(instances ? { labelInterpolation: 'nearest' } : {}),
  };
  const root = createRandom(seed);
  const orderOf = rememberLast((epoch: number) => root.fork('order').fork(epoch).shuffle(places));

  return {
    length: places.length,
    sample(index) {
      checkSampleIndex(index);
      const random = root.fork('sample').fork(index);
      const planned = orderOf(Math.floor(index / places.length))[index % places.length]!;
      const place = placement === 'grid' ? planned : anywhere(planned.slice, side, random.fork('place'));
      const window = { row: place.row, column: place.column, height: side, width: side, margin: (tile - side) / 2 };
      const { image, label } = augmentWindow(place.slice, window, augmentation, random.fork('augmentation'));
      return {
        image,
        label: instances ? labelFromInstances(label, weights === false ? {} : weights) : label,
        weight: weights === false ? uniformWeight(label) : weightMap(label, { ...weights, kind: labels }),
      };
    },
  };
}

function checkOptions(
  where: string,
  config: UNetConfig,
  placement: string,
  labels: string,
  weights: WeightMapOptions | false,
): void {
  if (placement !== 'grid' && placement !== 'random') {
    throw new RangeError(`${where}: placement must be 'grid' or 'random', got ${describe(placement)}`);
  }
  if (labels !== 'classes' && labels !== 'instances') {
    throw new RangeError(`${where}: labels must be 'classes' or 'instances', got ${describe(labels)}`);
  }
  if (labels === 'instances' && config.classes !== 2) {
    throw new RangeError(`${where}: labels 'instances' must go with a network of 2 classes, got ${config.classes}`);
  }
  if (weights !== false && weights.kind !== undefined && weights.kind !== labels) {
    throw new RangeError(`${where}: weights.kind must be that of labels, '${labels}', got ${describe(weights.kind)}`);
  }
}

function placesOf(slices: readonly LabelledSlice[], side: number, stride: number = side): Place[] {
  return slices.flatMap((slice): Place[] => {
    const { height, width } = slice.image;
    const { tiles } = planTiles({ height, width, tile: side, stride });
    return tiles.map(({ row, column }) => ({ slice, row, column }));
  });
}

function anywhere(slice: LabelledSlice, side: number, random: Random): Place {
  const { height, width } = slice.image;
  return { slice, row: random.integer(height - side + 1), column: random.integer(width - side + 1) };
}

function uniformWeight({ height, width, data }: LabelArray): WeightArray {
  return { height, width, data: new Float32Array(data.length).fill(1) };
}

/** Remembers the last result: samples are asked for in order, mostly within one epoch. */
function rememberLast<Result>(compute: (key: number) => Result): (key: number) => Result {
  let last: { key: number; result: Result } | undefined;
  return (key) => {
    if (last?.key !== key) last = { key, result: compute(key) };
    return last.result;
  };
}
