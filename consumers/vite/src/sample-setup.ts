import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import type { TileSourceOptions } from '@unet/trainer/arrays';

export interface SampleSetup {
  readonly slices: readonly LabelledSliceArrays[];
  readonly options: TileSourceOptions;
}
