import { builtin } from '../platform.ts';
import { type WorkerStart, workerSource } from './worker-source.ts';

/** A thread that runs kernels, in Node or in a browser. */
export interface KernelWorker {
  /** Ends it at once, whatever it is doing. */
  terminate(): void;
}

/** Milliseconds after which a worker that has said nothing is taken for one that never will; it needs some tens. */
const START_PATIENCE = 10_000;

/**
 * Starts a worker and waits until it takes jobs.
 * @param lost called if it ends without having been told to
 * @throws Error where workers cannot be made, for example where a page's content security policy forbids `blob:`
 */
export async function startWorker(start: WorkerStart, lost: (reason: string) => void): Promise<KernelWorker> {
  const threads = builtin('node:worker_threads');
  return threads === undefined ? startInBrowser(start, lost) : startInNode(threads, start, lost);
}

async function startInNode(
  { Worker }: typeof import('node:worker_threads'),
  start: WorkerStart,
  lost: (reason: string) => void,
): Promise<KernelWorker> {
  // Loaders and hooks of the program are not for a worker that imports nothing.
  const worker = new Worker(workerSource, { eval: true, execArgv: [], name: `simd ${start.thread}` });
  const terminate = () => {
    worker.removeAllListeners();
    // It may end with an error that nobody is interested in any more.
    worker.on('error', () => undefined);
    void worker.terminate();
  };
  await answer(terminate, (resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the worker ended with code ${code}`)));
    worker.postMessage(start);
  });
  worker.removeAllListeners();
  worker.on('error', (error) => lost(String(error)));
  worker.on('exit', (code) => lost(`it ended with code ${code}`));
  // Threads end with the process and never keep it alive.
  worker.unref();
  return { terminate };
}

async function startInBrowser(start: WorkerStart, lost: (reason: string) => void): Promise<KernelWorker> {
  const url = URL.createObjectURL(new Blob([workerSource], { type: 'text/javascript' }));
  try {
    const worker = new Worker(url, { name: `simd ${start.thread}` });
    await answer(
      () => worker.terminate(),
      (resolve, reject) => {
        worker.onmessage = resolve;
        worker.onerror = (event) => reject(new Error(event.message || 'the worker did not start'));
        worker.postMessage(start);
      },
    );
    worker.onerror = (event) => lost(event.message);
    return worker;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Waits for a worker's first word; without one, or after an error, ends it and throws. */
async function answer(
  terminate: () => void,
  listen: (resolve: () => void, reject: (error: Error) => void) => void,
): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error('the worker did not start')), START_PATIENCE);
      listen(() => resolve(), reject);
    });
  } catch (error) {
    terminate();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
