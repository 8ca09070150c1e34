import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { LabelledSliceArrays, SampleArrays } from '@unet/tensor/arrays';
import {
  type ClosableSource,
  createTileSource,
  createWorkerSource,
  prefetch,
  type SampleWorker,
  type TileSourceOptions,
} from '@unet/trainer';

/** What the samples of a run are made of, in whatever thread. */
export interface SampleSetup {
  readonly slices: readonly LabelledSliceArrays[];
  readonly options: TileSourceOptions;
}

/** Beyond this, threads wait for the training step, not the step for them. */
const MOST_BY_DEFAULT = 4;

/** One thread less than the machine has cores, at least one: where the step runs on a GPU, one core is enough for it. */
export function defaultWorkers(): number {
  return Math.min(MOST_BY_DEFAULT, Math.max(1, availableParallelism() - 1));
}

/**
 * The samples of a run, prepared ahead in so many threads; with 0, on this thread at the moment when they are asked for. They are the
 * same in either case. To be closed when the last step is done.
 * @param batchSize samples in a step
 */
export async function openSamples(
  setup: SampleSetup,
  workers: number,
  batchSize: number,
  createWorker: () => SampleWorker = () => new Worker(new URL('./sample-worker.js', import.meta.url)),
): Promise<ClosableSource<SampleArrays>> {
  if (workers === 0) {
    const source = createTileSource(setup.slices, setup.options);
    return { length: source.length, sample: async (index) => source.sample(index), close: async () => {} };
  }
  const source = await createWorkerSource({ createWorker, workers, setup });
  // The next step's samples, and those of the one after for steps that take less time than theirs; something for every thread.
  return prefetch(source, { ahead: Math.max(2 * batchSize, workers) });
}
