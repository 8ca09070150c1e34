// A Web Worker as a user writes it, but for the type of `self`, which is the page's in this project.
import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import { createTileSource, serveSamples, type TileSourceOptions, type WorkerScope } from '@unet/trainer/arrays';

interface Setup {
  readonly slices: readonly LabelledSliceArrays[];
  readonly options: TileSourceOptions;
}

serveSamples(self as unknown as WorkerScope, ({ slices, options }: Setup) => createTileSource(slices, options));
