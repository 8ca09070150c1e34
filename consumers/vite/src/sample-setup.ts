import type { LabelledSlice, TileSourceOptions } from '@unet/trainer/arrays';

export interface SampleSetup {
  readonly slices: readonly LabelledSlice[];
  readonly options: TileSourceOptions;
}
