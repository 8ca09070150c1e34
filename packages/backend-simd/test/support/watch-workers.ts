import worker_threads, { Worker } from 'node:worker_threads';
import { expect, vi } from 'vitest';

/** A worker that the backend has made, and what it calls it: `simd 1` and so on, or `simd watcher`. */
export interface WatchedWorker extends Worker {
  readonly label: string;
}

/**
 * Notes the workers that the backend makes from now on, until mocks are restored.
 * @param before is called with each one's name before it is made; may throw instead
 */
export function watchWorkers(before: (label: string) => void = () => {}): WatchedWorker[] {
  const workers: WatchedWorker[] = [];
  class Watched extends Worker {
    readonly label: string;
    constructor(...[source, options]: ConstructorParameters<typeof Worker>) {
      before(options!.name!);
      super(source, options);
      this.label = options!.name!;
      workers.push(this);
    }
  }
  const original = process.getBuiltinModule;
  vi.spyOn(process, 'getBuiltinModule').mockImplementation(((name: string) =>
    name === 'node:worker_threads' ? { ...worker_threads, Worker: Watched } : original(name)) as never);
  return workers;
}

/** The newest worker of a thread. */
export function workerOf(workers: readonly WatchedWorker[], thread: number): WatchedWorker {
  return workers.findLast(({ label }) => label === `simd ${thread}`)!;
}

/** Waits until the threads of workers are gone. */
export async function haveEnded(workers: readonly Worker[]): Promise<void> {
  await vi.waitFor(() => expect(workers.map(({ threadId }) => threadId)).toEqual(workers.map(() => -1)), 10_000);
}
