import type { AugmentOptions } from '@unet/augment/arrays';
import {
  completeConfig,
  inputSizeFor,
  largestInputSize,
  margin,
  outputSize,
  type UNetConfig,
} from '@unet/model/arrays';
import { planTiles } from '@unet/tiling/arrays';
import type { LabelledSlice } from '@unet/trainer/arrays';
import type { WeightMapOptions } from '@unet/weight-map/arrays';
import type { RunPlan } from '../../storage/stored-run.ts';
import type { TrainSettings } from './settings.ts';

/** Sides that a tile may have, in pixels: `step` apart. */
export interface TileRange {
  readonly least: number;
  readonly most: number;
  readonly step: number;
}

/** The network that the settings describe, for images of so many channels. */
export function configOf({ baseWidth, depth, recipe }: TrainSettings, channels: number): UNetConfig {
  return completeConfig('train', { baseWidth, depth, channels, dropout: recipe === 'paper' ? 'bottom' : 'none' });
}

/**
 * The tiles that a network and the slices allow.
 * @throws RangeError in words for the page, where the slices are too small for the network
 */
export function tileRange(config: UNetConfig, slices: readonly LabelledSlice[]): TileRange {
  const side = slices.reduce(
    (least, { image }) => Math.min(least, image.height, image.width),
    Number.POSITIVE_INFINITY,
  );
  const least = inputSizeFor(config, 1);
  const most = largestInputSize(config, side + 2 * margin(config));
  if (most === undefined || most < least) {
    const smallest = outputSize(config, least);
    throw new RangeError(
      `Depth ${config.depth} needs slices of at least ${smallest} × ${smallest} pixels, the smallest here has ${side}: choose a lower depth.`,
    );
  }
  return { least, most, step: 2 ** config.depth };
}

/** The legal tile next to a wish, not above it where there is one. */
export function nearestTile({ least, most, step }: TileRange, wish: number): number {
  const steps = Math.floor((Math.min(wish, most) - least) / step);
  return least + Math.max(0, steps) * step;
}

/** What a run with these settings computes. */
export function planRun(
  settings: TrainSettings,
  slices: readonly LabelledSlice[],
  preparation: { readonly augmentation: AugmentOptions; readonly weighting: WeightMapOptions },
): RunPlan {
  const config = configOf(settings, slices[0]!.image.channels);
  const { recipe, learningRate, seed } = settings;
  const tile = nearestTile(tileRange(config, slices), settings.tile);
  return { config, tile, recipe, learningRate, seed, ...preparation };
}

/** Tiles that all slices together have: the steps of an epoch. */
export function tilesOf({ config, tile }: RunPlan, slices: readonly LabelledSlice[]): number {
  const side = outputSize(config, tile)!;
  return slices.reduce((sum, { image: { height, width } }) => {
    return sum + planTiles({ height, width, tile: side }).tiles.length;
  }, 0);
}
