import { SampleWorkerError } from './sample-worker-error.ts';

/** The part of a worker thread of Node that is used here. */
export interface NodeSampleWorker {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'messageerror' | 'error', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: (exitCode: number) => void): unknown;
  ref(): void;
  unref(): void;
  terminate(): Promise<unknown>;
}

/** The part of a Web Worker that is used here. */
export interface WebSampleWorker {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'messageerror' | 'error', listener: (event: { readonly message?: string }) => void): void;
  terminate(): void;
}

/** A `Worker` of `node:worker_threads` or of a browser, whose script calls `serveSamples`. */
export type SampleWorker = NodeSampleWorker | WebSampleWorker;

/**
 * Listens to a worker, wherever it runs.
 * @param onFailure called when nothing more can be expected of the worker
 */
export function listenTo(
  worker: SampleWorker,
  onMessage: (message: unknown) => void,
  onFailure: (error: SampleWorkerError) => void,
): void {
  const fail = (what: string, cause?: unknown): void =>
    onFailure(new SampleWorkerError(`sample worker: ${what}`, { cause }));
  const unreadable = (): void => fail('sent a message that cannot be read');
  if ('on' in worker) {
    worker.on('message', onMessage);
    worker.on('messageerror', unreadable);
    // What was thrown need not be an error.
    worker.on('error', (error: unknown) => fail(error instanceof Error ? error.message : String(error), error));
    worker.on('exit', (code) => fail(`ended by itself with exit code ${code}`));
    return;
  }
  worker.addEventListener('message', (event) => onMessage(event.data));
  worker.addEventListener('messageerror', unreadable);
  // The event of a script that cannot be loaded has no message.
  worker.addEventListener('error', ({ message }) => fail(message ?? 'its script cannot be loaded'));
}
