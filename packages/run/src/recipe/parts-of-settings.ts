import {
  type AugmentOptions,
  noAugmentation,
  notebookAugmentation,
  paperAugmentation,
  quickAugmentation,
} from '@unet/augment/arrays';
import { completeConfig, type NetworkConfig } from '@unet/model/arrays';
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

/** Width of an FCN's head for every channel of its first block: 4096 of 64 in the paper. */
const HEAD_PER_BASE = 64;

/** The network of a run on images of `channels` channels. */
export function configOf(
  { architecture = 'u-net', depth, base, dropout }: Pick<RunSettings, 'architecture' | 'depth' | 'base' | 'dropout'>,
  channels: number,
): NetworkConfig {
  if (architecture === 'u-net') return completeConfig({ depth, baseWidth: base, channels, dropout });
  const dropoutRate = dropout === 'none' ? 0 : 0.5;
  return completeConfig({
    architecture,
    depth,
    baseWidth: base,
    headWidth: HEAD_PER_BASE * base,
    channels,
    dropoutRate,
  });
}
