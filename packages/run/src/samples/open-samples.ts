import type { LabelledSliceArrays, SampleArrays } from '@unet/tensor/arrays';
import {
  type ClosableSource,
  createTileSource,
  createWorkerSource,
  prefetch,
  type SampleWorker,
  serveSamples,
  type TileSourceOptions,
  type WorkerScope,
} from '@unet/trainer/arrays';

/** What the samples of a run are made of, in whatever thread. */
export interface SampleSetup {
  readonly slices: readonly LabelledSliceArrays[];
  readonly options: TileSourceOptions;
}

/** Options of {@link openSamples}. */
export interface SampleThreads {
  /** Threads that prepare samples; 0 for none: then on this thread, at the moment when they are asked for. */
  readonly workers: number;
  /** Samples in a step. */
  readonly batchSize: number;
  /** Starts one of them, whose module calls {@link serveRunSamples}: bundlers find a worker's module where the program names it. */
  readonly createWorker: () => SampleWorker;
}

/** Beyond this, threads wait for the training step, not the step for them. */
const MOST_BY_DEFAULT = 4;

/** One thread less than the machine has cores, 1 to 4: where the step runs on a GPU, one core is enough for it. */
export function defaultWorkers(cores: number): number {
  return Math.min(MOST_BY_DEFAULT, Math.max(1, cores - 1));
}

/** The samples of a run, prepared ahead in threads. They are the same with any number of them. To be closed when the last step is done. */
export async function openSamples(
  setup: SampleSetup,
  { workers, batchSize, createWorker }: SampleThreads,
): Promise<ClosableSource<SampleArrays>> {
  if (workers === 0) {
    const source = createTileSource(setup.slices, setup.options);
    return { length: source.length, sample: async (index) => source.sample(index), close: async () => {} };
  }
  const source = await createWorkerSource({ createWorker, workers, setup });
  // The next step's samples, and those of the one after for steps that take less time than theirs; something for every thread.
  return prefetch(source, { ahead: Math.max(2 * batchSize, workers) });
}

/**
 * Prepares samples in a worker, beside the training step. All that such a worker's module does; it loads no TensorFlow.js.
 * @param scope `self` in a Web Worker, `parentPort` in Node
 */
export function serveRunSamples(scope: WorkerScope | null): void {
  serveSamples(scope, ({ slices, options }: SampleSetup) => createTileSource(slices, options));
}
