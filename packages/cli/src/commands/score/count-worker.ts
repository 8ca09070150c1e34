import { parentPort, workerData } from 'node:worker_threads';
import { countSlice, type EvaluationSettings } from '@unet/metrics/internal';
import type { ScoredSlice } from './read-scored-slices.ts';

/** What a thread that counts is started with. */
export interface CountWorkerData {
  readonly settings: EvaluationSettings;
}

const { settings } = workerData as CountWorkerData;

// Counts one slice after the other; must not load TensorFlow.js.
parentPort?.on('message', (slice: ScoredSlice) => parentPort?.postMessage(countSlice(slice, settings)));
