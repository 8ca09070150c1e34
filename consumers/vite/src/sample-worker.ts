import { createTileSource, serveSamples } from '@unet/trainer/arrays';
import type { SampleSetup } from './sample-setup';

serveSamples(self, ({ slices, options }: SampleSetup) => createTileSource(slices, options));
