import { parentPort } from 'node:worker_threads';
import { createTileSource, serveSamples } from '@unet/trainer/arrays';

serveSamples(parentPort, ({ slices, options }) => createTileSource(slices, options));
