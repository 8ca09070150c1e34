import { parentPort } from 'node:worker_threads';
import { serveRunSamples } from '@unet/run/arrays';

// Prepares samples beside the training step, without TensorFlow.js.
serveRunSamples(parentPort);
