import { createTextWorker } from './text-worker.ts';
import { watcherSource } from './watcher-source.ts';

/** Hears when workers end, also while the main thread is in the middle of a kernel. */
export interface Watcher {
  /**
   * Begins to watch: when the worker ends, its number is written to its thread's word GONE.
   * @param life an end of a channel whose other one the worker has (Node), or the name of a lock that it holds (browsers)
   */
  watch(thread: number, worker: number, life: unknown): void;
  terminate(): void;
}

/** @param onGone is also called, when the main thread comes to hear it */
export function startWatcher(memory: WebAssembly.Memory, onGone: (thread: number, worker: number) => void): Watcher {
  const watcher = createTextWorker(watcherSource, 'simd watcher', {
    onMessage(message) {
      const gone = message as { readonly thread: number; readonly worker: number } | undefined;
      if (gone !== undefined) onGone(gone.thread, gone.worker);
    },
    // Without it threads that end in the middle of a kernel are not noticed; all the rest works.
    onEnd() {},
  });
  watcher.postMessage({ memory });
  return {
    watch(thread, worker, life) {
      watcher.postMessage({ thread, worker, life }, typeof life === 'object' ? [life] : []);
    },
    terminate: () => watcher.terminate(),
  };
}
