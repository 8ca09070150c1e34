import type { RunSettings } from './run-settings.ts';

type Renamed = 'inputSize' | 'inputSizeLimit' | 'batchSize' | 'borderRegion' | 'classBalance' | 'augmentation';

/** The settings as they were written before they got the names that they have now. */
export interface FormerSettings extends Omit<RunSettings, Renamed> {
  readonly tile?: number;
  readonly tileLimit: number;
  readonly batch: number;
  readonly classBalance: 'reference' | 'inverse-frequency' | 'none';
  readonly augmentation: 'default' | 'reference' | 'paper' | 'none';
}

/** Whether settings were written before they were renamed. */
export function isFormer(settings: object): settings is FormerSettings {
  return 'tileLimit' in settings;
}

/** The same settings under the names of today. */
export function fromFormer({ tile, tileLimit, batch, ...others }: FormerSettings): RunSettings {
  return {
    ...others,
    ...(tile === undefined ? {} : { inputSize: tile }),
    inputSizeLimit: tileLimit,
    batchSize: batch,
    // There was no other.
    borderRegion: 'everywhere',
    classBalance: others.classBalance === 'reference' ? 'notebook' : others.classBalance,
    augmentation: others.augmentation === 'reference' ? 'notebook' : others.augmentation,
  };
}
