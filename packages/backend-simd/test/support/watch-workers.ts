import worker_threads, { Worker } from 'node:worker_threads';
import { expect, vi } from 'vitest';

/**
 * Notes the workers that the backend makes from now on, until mocks are restored.
 * @param before is called with each one's number, from 0, before it is made; may throw instead
 */
export function watchWorkers(before: (index: number) => void = () => {}): Worker[] {
  const workers: Worker[] = [];
  let asked = 0;
  class WatchedWorker extends Worker {
    constructor(...options: ConstructorParameters<typeof Worker>) {
      before(asked++);
      super(...options);
      workers.push(this);
    }
  }
  const original = process.getBuiltinModule;
  vi.spyOn(process, 'getBuiltinModule').mockImplementation(((name: string) =>
    name === 'node:worker_threads' ? { ...worker_threads, Worker: WatchedWorker } : original(name)) as never);
  return workers;
}

/** Waits until the threads of workers are gone. */
export async function haveEnded(workers: readonly Worker[]): Promise<void> {
  await vi.waitFor(() => expect(workers.map(({ threadId }) => threadId)).toEqual(workers.map(() => -1)), 10_000);
}
