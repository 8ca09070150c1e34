import { parentPort } from 'node:worker_threads';
import { createTileSource, serveSamples } from '@unet/trainer/arrays';
import type { SampleSetup } from './open-samples.ts';

// Prepares samples beside the training step; must not load TensorFlow.js.
serveSamples(parentPort, ({ slices, options }: SampleSetup) => createTileSource(slices, options));
