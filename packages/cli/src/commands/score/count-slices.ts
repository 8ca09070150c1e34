import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type CountedSlice, countSlice, type EvaluationSettings } from '@unet/metrics/internal';
import type { CountWorkerData } from './count-worker.ts';
import type { ScoredSlice } from './read-scored-slices.ts';

/** Options of {@link countSlices}. */
export interface CountOptions {
  /** Threads; 0: this one. Absent: as many as there are processors and slices, none where less than a second is to be done. */
  readonly workers: number | undefined;
  readonly signal: AbortSignal;
  readonly onSlice: (done: number) => void;
}

/** Pixels that one thread counts in about a second. */
const PIXELS_PER_SECOND = 2 ** 19;

/**
 * Counts slices, in several threads where that helps: the metrics of one slice take half a second.
 * @returns in the order of the slices
 * @throws the reason of `signal`
 */
export async function countSlices(
  slices: readonly ScoredSlice[],
  settings: EvaluationSettings,
  { workers, signal, onSlice }: CountOptions,
): Promise<CountedSlice[]> {
  const pixels = slices.reduce((sum, { truth }) => sum + truth.data.length, 0);
  const useful = pixels < PIXELS_PER_SECOND ? 0 : availableParallelism();
  const threads = Math.min(workers ?? useful, slices.length);
  const counted: CountedSlice[] = [];
  let done = 0;
  let next = 0;
  const work = async (count: (slice: ScoredSlice) => CountedSlice | Promise<CountedSlice>): Promise<void> => {
    while (next < slices.length) {
      const index = next++;
      counted[index] = await count(slices[index]!);
      onSlice(++done);
      // So that signals are heard between two slices.
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
    }
  };
  if (threads === 0) {
    await work((slice) => countSlice(slice, settings));
    return counted;
  }
  const pool = Array.from({ length: threads }, () => openThread(settings, signal));
  try {
    await Promise.all(pool.map(({ count }) => work(count)));
  } finally {
    await Promise.all(pool.map(({ close }) => close()));
  }
  return counted;
}

interface CountThread {
  /** Counts one slice; one at a time. */
  readonly count: (slice: ScoredSlice) => Promise<CountedSlice>;
  readonly close: () => Promise<unknown>;
}

function openThread(settings: EvaluationSettings, signal: AbortSignal): CountThread {
  const workerData: CountWorkerData = { settings };
  const worker = new Worker(new URL('./count-worker.js', import.meta.url), { workerData });
  return {
    close: () => worker.terminate(),
    async count({ truth, prediction }) {
      worker.postMessage({ truth, prediction });
      // An error event rejects, too.
      const ended = new AbortController();
      const died = once(worker, 'exit', { signal: ended.signal }).then(([code]) => {
        throw new Error(`a thread that counts has ended with code ${code}; fewer of them (--workers) need less memory`);
      });
      try {
        const [counted] = await Promise.race([once(worker, 'message', { signal }), died]);
        return counted as CountedSlice;
      } finally {
        ended.abort();
        died.catch(() => {});
      }
    },
  };
}
