import {
  type AugmentOptions,
  noAugmentation,
  notebookAugmentation,
  paperAugmentation,
  quickAugmentation,
} from '@unet/augment/arrays';
import { completeConfig, type UNetConfig } from '@unet/model/arrays';
import type { WeightMapOptions } from '@unet/weight-map/arrays';
import type { AugmentationName, RunSettings } from './run-settings.ts';

const augmentations: Readonly<Record<AugmentationName, AugmentOptions>> = {
  default: quickAugmentation,
  notebook: notebookAugmentation,
  paper: paperAugmentation,
  none: noAugmentation,
};

/** The augmentation of a run, by its name or as it is. */
export function augmentationOf({ augmentation }: Pick<RunSettings, 'augmentation'>): AugmentOptions {
  return typeof augmentation === 'string' ? augmentations[augmentation] : augmentation;
}

/** The weight map of a run. */
export function weightsOf(settings: RunSettings): WeightMapOptions {
  const { borderWeight, borderRegion, borderSigma, connectivity, classBalance } = settings;
  return { w0: borderWeight, region: borderRegion, sigma: borderSigma, connectivity, balance: classBalance };
}

/** The network of a run on images of `channels` channels. */
export function configOf(
  { depth, base, dropout }: Pick<RunSettings, 'depth' | 'base' | 'dropout'>,
  channels: number,
): UNetConfig {
  return completeConfig({ depth, baseWidth: base, channels, dropout });
}
