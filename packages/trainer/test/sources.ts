import { paperAugmentation } from '@unet/augment/arrays';
import { createTileSource, type LabelledSlice, type SampleSource, type TileSourceOptions } from '@unet/trainer/arrays';
import { squareSlices, tinyConfig } from './tiny.ts';

/** Everything that is random about a sample. */
export const tileOptions: TileSourceOptions = {
  config: tinyConfig,
  tile: 24,
  placement: 'random',
  augmentation: { ...paperAugmentation, noise: 0.1 },
  seed: 5,
};

export function variedSource(slices: readonly LabelledSlice[] = squareSlices(2)): SampleSource {
  return createTileSource(slices, tileOptions);
}

/** Notes what it is asked for. */
export function watched(source: SampleSource): SampleSource & { readonly asked: number[] } {
  const asked: number[] = [];
  return {
    length: source.length,
    asked,
    sample: (index) => {
      asked.push(index);
      return source.sample(index);
    },
  };
}
