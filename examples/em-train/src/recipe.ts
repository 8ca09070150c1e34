import {
  type AugmentOptions,
  noAugmentation,
  notebookAugmentation,
  paperAugmentation,
  quickAugmentation,
} from '@unet/augment/arrays';
import { completeConfig, type UNetConfig } from '@unet/model';
import { adam, constantSchedule, inverseRootSchedule, type Optimizer, type Schedule, sgd } from '@unet/trainer';
import type { WeightMapOptions } from '@unet/weight-map/arrays';
import type { Settings } from './settings.ts';

const augmentations: Record<Settings['augmentation'], AugmentOptions> = {
  default: quickAugmentation,
  notebook: notebookAugmentation,
  paper: paperAugmentation,
  none: noAugmentation,
};

/** The augmentation that a setting names. */
export function augmentationOf(settings: Settings): AugmentOptions {
  return augmentations[settings.augmentation];
}

/** The weight map that the settings describe. */
export function weightsOf(settings: Settings): WeightMapOptions {
  return { w0: settings.borderWeight, region: settings.borderRegion, balance: settings.classBalance };
}

/** The network of a run on images of `channels` channels. */
export function configOf(settings: Settings, channels: number): UNetConfig {
  const { depth, base, dropout } = settings;
  return completeConfig({ depth, baseWidth: base, channels, dropout });
}

/** The optimiser that a setting names. */
export function optimizerOf(settings: Settings): Optimizer {
  return settings.optimizer === 'sgd' ? sgd() : adam();
}

/** The schedule that a setting names. */
export function scheduleOf({ schedule, learningRate }: Settings): Schedule {
  return schedule === 'constant' ? constantSchedule(learningRate) : inverseRootSchedule(learningRate, { steady: 200 });
}
