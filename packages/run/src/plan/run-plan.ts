import { type NetworkConfig, outputSize } from '@unet/model/arrays';
import type { LabelledSliceArrays, Scaling } from '@unet/tensor/arrays';
import { checkCount } from '@unet/tensor/internal';
import { planTiles } from '@unet/tiling/arrays';
import type { TileSourceOptions } from '@unet/trainer/arrays';
import { augmentationOf, configOf, weightsOf } from '../recipe/parts-of-settings.ts';
import type { RunLength, RunSettings } from '../recipe/run-settings.ts';
import { chooseInputSize } from './choose-input-size.ts';

/** What settings come to for certain slices. Plain JSON. */
export interface RunPlan {
  readonly settings: RunSettings;
  readonly config: NetworkConfig;
  /** Side of the square that the network sees, in pixels. */
  readonly inputSize: number;
  /** Steps in all. */
  readonly steps: number;
}

/**
 * Plans a run on slices of which every one has the same number of channels.
 * @param scaling by which the slices were read, which the network keeps
 * @throws RangeError for slices that do not suit the network, or a length that is none or ends before the rate has risen
 */
export function planRun(
  settings: RunSettings,
  length: RunLength,
  slices: readonly LabelledSliceArrays[],
  scaling?: Scaling,
): RunPlan {
  const config = {
    ...configOf(settings, slices[0]!.image.channels),
    ...(scaling === undefined ? {} : { scaling }),
  };
  const inputSize = chooseInputSize(settings, config, slices);
  const plan = { settings, config, inputSize };
  const steps = stepsOf(plan, length, slices);
  const { schedule, warmup = 0 } = settings;
  if (schedule === 'cosine' && steps <= warmup) {
    throw new RangeError(
      `planRun: the rate rises over the first ${warmup} steps (warmup), and the run must have more, got ${steps}`,
    );
  }
  return { ...plan, steps };
}

function stepsOf(
  plan: Omit<RunPlan, 'steps'>,
  { steps, epochs }: RunLength,
  slices: readonly LabelledSliceArrays[],
): number {
  if ((steps === undefined) === (epochs === undefined)) {
    throw new RangeError('planRun: length must be steps or epochs, got both or neither');
  }
  if (steps !== undefined) {
    checkCount('planRun', 'steps', steps);
    return steps;
  }
  checkCount('planRun', 'epochs', epochs);
  return Math.ceil((epochs! * tilesOf(plan, slices)) / plan.settings.batchSize);
}

/** Tiles that all slices together have: the samples of an epoch. */
export function tilesOf(
  { config, inputSize }: Pick<RunPlan, 'config' | 'inputSize'>,
  slices: readonly LabelledSliceArrays[],
): number {
  const square = outputSize(config, inputSize)!;
  return slices.reduce((sum, { image: { height, width } }) => {
    return sum + planTiles({ height, width, outputSize: square }).tiles.length;
  }, 0);
}

/** What the samples of a run are made by, in whatever thread. */
export function sampleOptionsOf({ settings, config, inputSize }: RunPlan): TileSourceOptions {
  const { placement, seed } = settings;
  const augmentation = augmentationOf(settings);
  return { config, inputSize, placement, augmentation, weights: weightsOf(settings), seed };
}
