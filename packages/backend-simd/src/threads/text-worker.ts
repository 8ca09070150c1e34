import { builtin } from '../platform.ts';

/** A worker that is made of text, in Node or in a browser. It never keeps a process alive. */
export interface TextWorker {
  postMessage(message: unknown, transfer?: readonly unknown[]): void;
  /** Ends it at once, whatever it is doing. Its listeners hear no more. */
  terminate(): void;
}

/** Who hears of a worker. */
export interface WorkerListener {
  onMessage(message: unknown): void;
  /** It failed, or ended without having been told to. Browsers tell the former alone. */
  onEnd(error: Error): void;
}

/**
 * Makes a worker of what it is to run: one that were a file of its own would need a path that every bundler understands.
 * @throws Error where workers cannot be made. Browsers may instead call `onEnd`, for example where a page's content security policy forbids `blob:`.
 */
export function createTextWorker(source: string, name: string, listener: WorkerListener): TextWorker {
  const threads = builtin('node:worker_threads');
  return threads === undefined
    ? createInBrowser(source, name, listener)
    : createInNode(threads, source, name, listener);
}

function createInNode(
  { Worker }: typeof import('node:worker_threads'),
  source: string,
  name: string,
  { onMessage, onEnd }: WorkerListener,
): TextWorker {
  // Loaders and hooks of the program are not for a worker that imports nothing.
  const worker = new Worker(source, { eval: true, execArgv: [], name });
  worker.on('message', onMessage);
  worker.on('error', (error: unknown) => onEnd(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', (code) => onEnd(new Error(`it ended with code ${code}`)));
  worker.unref();
  return {
    postMessage: (message, transfer) => worker.postMessage(message, transfer as never),
    terminate() {
      worker.removeAllListeners();
      // It may end with an error that nobody is interested in any more.
      worker.on('error', () => undefined);
      void worker.terminate();
    },
  };
}

function createInBrowser(source: string, name: string, { onMessage, onEnd }: WorkerListener): TextWorker {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const worker = new Worker(url, { name });
  worker.onmessage = ({ data }) => {
    URL.revokeObjectURL(url);
    onMessage(data);
  };
  worker.onerror = (event) => {
    URL.revokeObjectURL(url);
    event.preventDefault();
    onEnd(new Error(event.message || 'it did not start'));
  };
  return {
    postMessage: (message, transfer = []) => worker.postMessage(message, transfer as Transferable[]),
    terminate() {
      worker.onmessage = null;
      worker.onerror = null;
      worker.terminate();
    },
  };
}
