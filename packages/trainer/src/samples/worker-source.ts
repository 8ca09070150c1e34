import type { SampleArrays } from '@unet/tensor/arrays';
import { checkCount, checkOptions, describe } from '@unet/tensor/internal';
import { type ClosableSource, checkSampleIndex } from './sample-source.ts';
import type { SampleWorker } from './sample-worker.ts';
import { connectWorker, type WorkerConnection } from './worker-connection.ts';

/** Options of {@link createWorkerSource}. */
export interface WorkerSourceOptions {
  /** Starts a worker whose script calls `serveSamples`; it then belongs to the source. */
  readonly createWorker: () => SampleWorker;
  /** How many workers. Default 1. */
  readonly workers?: number | undefined;
  /**
   * What each worker makes its source of, sent to it once, at the start: anything that can be cloned. Slices are best given through
   * `shareSlices`, then no worker has a copy of its own.
   */
  readonly setup: unknown;
}

/**
 * A source whose samples are prepared by workers: worker threads of Node, or Web Workers. They are the same as on this thread,
 * bit for bit, with any number of workers. Each goes to the worker that has least to do, and its buffers come back transferred.
 *
 * By itself it prepares what is asked for, when it is asked for: wrap it into {@link prefetch}.
 *
 * A worker that dies ends nothing by itself: the samples that it was preparing, and those that it would be asked for next, fail
 * with one error that says so. In Node idle workers do not keep the process alive.
 * @returns a source that the caller closes, which ends the workers; ready when they are
 * @throws what `createSource` of a worker throws; an Error when a worker cannot be started; RangeError unless `workers` is a positive
 * integer; TypeError for an unknown option
 * @example
 * const createWorker = () => new Worker(new URL('./sample-worker.js', import.meta.url));
 * const source = prefetch(await createWorkerSource({ createWorker, setup: { slices: shareSlices(slices), options } }));
 * try {
 *   for await (const { step, loss } of train(state, source, { optimizer, schedule, steps })) console.log(step, loss);
 * } finally {
 *   await source.close();
 * }
 */
export async function createWorkerSource(options: WorkerSourceOptions): Promise<ClosableSource<SampleArrays>> {
  checkOptions('createWorkerSource', options, { createWorker: true, workers: true, setup: true });
  const { createWorker, workers = 1, setup } = options;
  if (typeof createWorker !== 'function') {
    throw new TypeError(`createWorkerSource: createWorker must be a function, got ${describe(createWorker)}`);
  }
  checkCount('createWorkerSource', 'workers', workers);
  const connections: WorkerConnection[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(connections.map((connection) => connection.close()));
  };
  try {
    while (connections.length < workers) connections.push(connectWorker(createWorker()));
    const lengths = await Promise.all(connections.map((connection) => connection.ask({ setup })));
    return {
      length: lengths[0] as number,
      async sample(index) {
        checkSampleIndex(index);
        const idlest = connections.reduce((least, one) => (one.pending < least.pending ? one : least));
        return (await idlest.ask({ index })) as SampleArrays;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
