import type { AugmentOptions } from '@unet/augment/arrays';
import {
  completeConfig,
  inputSizeFor,
  largestInputSize,
  outputSize,
  sizeStep,
  type UNetConfig,
} from '@unet/model/arrays';
import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import { planTiles } from '@unet/tiling/arrays';
import type { WeightMapOptions } from '@unet/weight-map/arrays';
import type { RunPlan } from '../../storage/stored-run.ts';
import type { TrainSettings } from './train-settings.ts';

/** Sides that the network's input may have, in pixels: `step` apart. */
export interface InputSizeRange {
  readonly least: number;
  readonly most: number;
  readonly step: number;
}

/** The network that the settings describe, for images of this number of channels. */
export function configOf({ baseWidth, depth, recipe }: TrainSettings, channels: number): UNetConfig {
  return completeConfig({ baseWidth, depth, channels, dropout: recipe === 'paper' ? 'bottom' : 'none' });
}

/**
 * The inputs that a network and the slices allow.
 * @throws RangeError in words for the page, where the slices are too small for the network
 */
export function inputSizeRange(config: UNetConfig, slices: readonly LabelledSliceArrays[]): InputSizeRange {
  const images = slices.map(({ image }) => image);
  const least = inputSizeFor(config, 1);
  const most = largestInputSize(config, { images, atMost: Number.POSITIVE_INFINITY });
  if (most === undefined) {
    const side = images.reduce((least, { height, width }) => Math.min(least, height, width), Number.POSITIVE_INFINITY);
    const smallest = outputSize(config, least);
    throw new RangeError(
      `Depth ${config.depth} needs slices of at least ${smallest} × ${smallest} pixels, the smallest here has ${side}: choose a lower depth.`,
    );
  }
  return { least, most, step: sizeStep(config) };
}

/** What a run with these settings computes: with the largest input up to the one that is wished for, or the smallest of all. */
export function planRun(
  settings: TrainSettings,
  slices: readonly LabelledSliceArrays[],
  preparation: { readonly augmentation: AugmentOptions; readonly weighting: WeightMapOptions },
): RunPlan {
  const config = configOf(settings, slices[0]!.image.channels);
  const { recipe, learningRate, seed } = settings;
  const { least, most } = inputSizeRange(config, slices);
  const inputSize = largestInputSize(config, { atMost: Math.min(settings.inputSize, most) }) ?? least;
  return { config, inputSize, recipe, learningRate, seed, ...preparation };
}

/** Tiles that all slices together have: the steps of an epoch. */
export function tilesOf({ config, inputSize }: RunPlan, slices: readonly LabelledSliceArrays[]): number {
  const square = outputSize(config, inputSize)!;
  return slices.reduce((sum, { image: { height, width } }) => {
    return sum + planTiles({ height, width, outputSize: square }).tiles.length;
  }, 0);
}
