import type { AugmentOptions } from '@unet/augment/arrays';
import { type RunSettings, recipes } from '@unet/run/arrays';
import type { WeightMapOptions } from '@unet/weight-map/arrays';
import type { TrainSettings } from './train-settings.ts';

/** How samples are prepared: what is chosen in the Look panel. */
export interface Preparation {
  readonly augmentation: AugmentOptions;
  readonly weighting: WeightMapOptions;
}

/** The settings of a run: the recipe's, with what was chosen in the panels. The wish for an input size is a limit: the nearest that fits is taken. */
export function runSettingsOf(
  { recipe, baseWidth, depth, inputSize, learningRate, seed }: Omit<TrainSettings, 'backend' | 'steps'>,
  { augmentation, weighting }: Preparation,
): RunSettings {
  const { w0 = 10, region = 'everywhere', sigma, connectivity, balance = 'notebook' } = weighting;
  if (typeof balance !== 'string') throw new TypeError('runSettingsOf: the balance of the classes must have a name');
  return {
    ...recipes[recipe].settings,
    base: baseWidth,
    depth,
    inputSizeLimit: inputSize,
    learningRate,
    seed,
    augmentation,
    borderWeight: w0,
    borderRegion: region,
    ...(sigma !== undefined && { borderSigma: sigma }),
    ...(connectivity !== undefined && { connectivity }),
    classBalance: balance,
  };
}
