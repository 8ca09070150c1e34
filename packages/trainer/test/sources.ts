import { paperAugmentation } from '@unet/augment/arrays';
import type { Sample } from '@unet/tensor';
import type { LabelledSliceArrays, SampleArrays } from '@unet/tensor/arrays';
import { createTileSource, type SampleSource, type TileSourceOptions } from '@unet/trainer/arrays';
import { squareSlices, tinyConfig } from './tiny.ts';

/** Everything that is random about a sample. */
export const tileOptions: TileSourceOptions = {
  config: tinyConfig,
  inputSize: 24,
  placement: 'random',
  augmentation: { ...paperAugmentation, noise: 0.1 },
  seed: 5,
};

export function variedSource(slices: readonly LabelledSliceArrays[] = squareSlices(2)): SampleSource<SampleArrays> {
  return createTileSource(slices, tileOptions);
}

/** Notes what it is asked for. */
export function watched<Kind extends Sample | SampleArrays>(
  source: SampleSource<Kind>,
): SampleSource<Kind> & { readonly asked: number[] } {
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
