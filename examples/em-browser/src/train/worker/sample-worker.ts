import { serveRunSamples } from '@unet/run/arrays';
import type { WorkerScope } from '@unet/trainer/arrays';

// Prepares samples beside the training step; must not load TensorFlow.js. The types of this project know `self` as a page alone.
serveRunSamples(self as unknown as WorkerScope);
