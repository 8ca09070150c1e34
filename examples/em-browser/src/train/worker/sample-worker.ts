import { createTileSource, serveSamples, type WorkerScope } from '@unet/trainer/arrays';
import type { SampleSetup } from './open-samples.ts';

// Prepares samples beside the training step; must not load TensorFlow.js. The types of this project know `self` as a page alone.
const scope = self as unknown as WorkerScope;
serveSamples(scope, ({ slices, options }: SampleSetup) => createTileSource(slices, options));
