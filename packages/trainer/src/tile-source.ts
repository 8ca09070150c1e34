import { type AugmentOptions, augmentWindow, noAugmentation } from '@unet/augment/arrays';
import { inputSizeFor, largestInputSize, margin, outputSize, type UNetConfig } from '@unet/model';
import { createRandom, type LabelArray, type Random, type SampleArrays } from '@unet/tensor/arrays';
import { planTiles } from '@unet/tiling/arrays';
import { type WeightMapOptions, weightMap } from '@unet/weight-map/arrays';
import type { SampleSource } from './sample-source.ts';
import { checkSlices, type LabelledSlice, sliceName } from './slice.ts';

/** Options of {@link createTileSource}. */
export interface TileSourceOptions {
  /** The network that is to be trained: it decides margin, legal tiles, channels and classes. */
  readonly config: UNetConfig;
  /** Side of the square that the network sees, a legal input size. Default: {@link largestTile}, at most 572. */
  readonly tile?: number | undefined;
  /** Pixels from one output square to the next. Default: the output square's side, no overlap. */
  readonly stride?: number | undefined;
  /** Where the output squares lie: on the grid of the overlap tiles (the reference), or anywhere at random. Default 'grid'. */
  readonly placement?: 'grid' | 'random' | undefined;
  /** Random changes of each sample. Default: none. */
  readonly augmentation?: AugmentOptions | undefined;
  /** The weight map of each sample, or false for weight 1 everywhere. Default: the weight map's own defaults. */
  readonly weights?: WeightMapOptions | false | undefined;
  /** Decides order and augmentation. Default 0. */
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
 * @throws RangeError for slices that do not fit the network, or are too small for the tile
 */
export function createTileSource(slices: readonly LabelledSlice[], options: TileSourceOptions): SampleSource {
  const { config, augmentation = noAugmentation, weights = {}, placement = 'grid' } = options;
  checkSlices('createTileSource', slices, config);
  const tile = options.tile ?? largestTile(config, slices);
  const side = outputSide(config, tile);
  checkTileFits(config, slices, tile, side);
  const context = (tile - side) / 2;
  const stride = options.stride ?? side;
  const places = slices.flatMap((slice): Place[] => {
    const { height, width } = slice.image;
    const { tiles } = planTiles({ height, width, tile: side, stride });
    return tiles.map(({ row, column }) => ({ slice, row, column }));
  });
  const root = createRandom(options.seed ?? 0);
  const orderOf = rememberLast((epoch: number) => root.fork('order').fork(epoch).shuffle(places));

  return {
    length: places.length,
    sample(index) {
      const random = root.fork('sample').fork(index);
      const planned = orderOf(Math.floor(index / places.length))[index % places.length]!;
      const place = placement === 'grid' ? planned : anywhere(planned.slice, side, random.fork('place'));
      const window = { row: place.row, column: place.column, height: side, width: side, margin: context };
      const { image, label } = augmentWindow(place.slice, window, augmentation, random.fork('augmentation'));
      return { image, label, weight: weights === false ? uniformWeight(label) : weightMap(label, weights) };
    },
  };
}

/** The largest legal tile, at most 572, whose output square fits into every slice. */
export function largestTile(config: UNetConfig, slices: readonly LabelledSlice[]): number {
  const smallest = Math.min(...slices.flatMap(({ image }) => [image.height, image.width]));
  const fitting = largestInputSize(config, Math.min(572, smallest + 2 * margin(config)));
  if (fitting === undefined) {
    throw new RangeError(
      `largestTile: slices must be at least ${outputSide(config, inputSizeFor(config, 1))} pixels high and wide for this network, got ${smallest}`,
    );
  }
  return fitting;
}

function outputSide(config: UNetConfig, tile: number): number {
  const side = outputSize(config, tile);
  if (side === undefined) {
    const below = largestInputSize(config, tile);
    const above = inputSizeFor(config, Math.max(1, tile - 2 * margin(config)));
    const legal = below === undefined ? `${above}` : `${below} and ${above}`;
    throw new RangeError(`createTileSource: tile must be a legal input size (nearest are ${legal}), got ${tile}`);
  }
  return side;
}

function checkTileFits(config: UNetConfig, slices: readonly LabelledSlice[], tile: number, side: number): void {
  for (const [index, slice] of slices.entries()) {
    const { height, width } = slice.image;
    if (height >= side && width >= side) continue;
    throw new RangeError(
      `createTileSource: ${sliceName(slice, index)} (${height} x ${width}) is too small for tile ${tile}, whose output is ${side} x ${side}; the largest tile that fits is ${largestTile(config, slices)}`,
    );
  }
}

function anywhere(slice: LabelledSlice, side: number, random: Random): Place {
  const { height, width } = slice.image;
  return { slice, row: random.integer(height - side + 1), column: random.integer(width - side + 1) };
}

function uniformWeight(label: LabelArray): SampleArrays['weight'] {
  return { height: label.height, width: label.width, data: new Float32Array(label.data.length).fill(1) };
}

/** Remembers the last result: samples are asked for in order, mostly within one epoch. */
function rememberLast<Result>(compute: (key: number) => Result): (key: number) => Result {
  let last: { key: number; result: Result } | undefined;
  return (key) => {
    if (last?.key !== key) last = { key, result: compute(key) };
    return last.result;
  };
}
