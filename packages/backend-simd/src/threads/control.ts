import { HEAP_BEGIN, THREADS, WORDS_OF_THREAD } from '../memory/layout.ts';

/** The words of the first page, by which threads talk to each other. */
export function controlOf(memory: WebAssembly.Memory): Int32Array {
  return new Int32Array(memory.buffer, 0, HEAP_BEGIN >> 2);
}

/** The first of a thread's words. */
export function wordsOf(thread: number): number {
  return (THREADS >> 2) + thread * WORDS_OF_THREAD;
}
