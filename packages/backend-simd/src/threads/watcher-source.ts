import { FINISHED, GONE, HEAP_BEGIN, THREADS, WORDS_OF_THREAD } from '../memory/layout.ts';

/**
 * What the watcher runs: a worker that computes nothing, and whose event loop is therefore free to hear that another one has ended. The
 * main thread could not: it sleeps in the middle of a kernel until the last share is done. No clock is asked, so that a thread that has no
 * processor for minutes, or a computer that is shut for a night, is never taken for a dead one.
 *
 * In Node the other end of a channel closes when its thread has ended. Browsers say nothing about a worker's end; but they give back the locks
 * that it held, and with them the answer to who asked for one of these. Either comes when nothing of the worker runs any more.
 */
export const watcherSource: string = `
'use strict';
const inNode = typeof process === 'object' && typeof process.getBuiltinModule === 'function';
const port = inNode ? process.getBuiltinModule('node:worker_threads').parentPort : self;
let control;
function say(thread, worker) {
  const words = ${THREADS >> 2} + thread * ${WORDS_OF_THREAD};
  if (worker > Atomics.load(control, words + ${GONE})) Atomics.store(control, words + ${GONE}, worker);
  Atomics.notify(control, words + ${FINISHED});
  port.postMessage({ thread, worker });
}
function hear({ memory, thread, worker, life }) {
  if (memory) control = new Int32Array(memory.buffer, 0, ${HEAP_BEGIN >> 2});
  else if (inNode) life.on('close', () => say(thread, worker));
  else navigator.locks.request(life, () => say(thread, worker));
}
if (inNode) port.on('message', hear);
else port.onmessage = ({ data }) => hear(data);
port.postMessage(undefined);
`;
