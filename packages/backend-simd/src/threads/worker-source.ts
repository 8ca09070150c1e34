import {
  ASLEEP,
  FINISHED,
  HEAP_BEGIN,
  JOB_ARGUMENTS,
  JOB_KERNEL,
  JOB_NUMBER,
  MAIN_SLEEPS,
  TAKEN,
  THREADS,
  TRAP_TEXT,
  TRAP_TEXT_LENGTH,
  TRAPPED,
  WORDS_OF_THREAD,
} from '../memory/layout.ts';

/** What the main thread sends to a worker, once. */
export interface WorkerStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** 1 to threads - 1; 0 is the main thread. */
  readonly thread: number;
  /** Names of the kernels; a job says which one by its place here. */
  readonly kernels: readonly string[];
  /** How often to look for a new job before going to sleep. */
  readonly spins: number;
  /** What tells the watcher that this worker lives: see watcher-source.ts. */
  readonly life: unknown;
}

/**
 * What a worker runs. It must not use anything from outside. It never returns to its event loop: jobs come and go through shared memory, the
 * thread ends with the process or by `terminate()`. Its first and only message is whether the watcher can see it die.
 *
 * A job's share is for whoever takes it first. A worker that comes late, since the machine is busy with something else, finds it taken by the main
 * thread, and waits for the next job.
 */
export const workerSource: string = `
'use strict';
const inNode = typeof process === 'object' && typeof process.getBuiltinModule === 'function';
const port = inNode ? process.getBuiltinModule('node:worker_threads').parentPort : self;
function serve({ module, memory, thread, kernels, spins }, isWatched) {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const run = kernels.map((name) => exports[name]);
  const control = new Int32Array(memory.buffer, 0, ${HEAP_BEGIN >> 2});
  const words = ${THREADS >> 2} + thread * ${WORDS_OF_THREAD};
  let last = Atomics.load(control, ${JOB_NUMBER >> 2});
  port.postMessage(isWatched);
  for (;;) {
    let left = spins;
    while (Atomics.load(control, ${JOB_NUMBER >> 2}) === last && left > 0) left--;
    while (Atomics.load(control, ${JOB_NUMBER >> 2}) === last) {
      Atomics.store(control, words + ${ASLEEP}, 1);
      Atomics.wait(control, ${JOB_NUMBER >> 2}, last);
    }
    Atomics.store(control, words + ${ASLEEP}, 0);
    last = Atomics.load(control, ${JOB_NUMBER >> 2});
    const before = (last - 1) | 0;
    if (Atomics.compareExchange(control, words + ${TAKEN}, before, last) !== before) continue;
    try {
      run[control[${JOB_KERNEL >> 2}]](${JOB_ARGUMENTS}, thread, control[${(JOB_KERNEL >> 2) + 1}]);
    } catch (error) {
      const text = String(error && error.message || error).slice(0, ${TRAP_TEXT_LENGTH});
      const place = ${TRAP_TEXT >> 2} + thread * ${TRAP_TEXT_LENGTH};
      for (let i = 0; i < ${TRAP_TEXT_LENGTH}; i++) control[place + i] = i < text.length ? text.charCodeAt(i) : 0;
      Atomics.store(control, words + ${TRAPPED}, 1);
    }
    Atomics.store(control, words + ${FINISHED}, last);
    if (Atomics.load(control, ${MAIN_SLEEPS >> 2}) === 1) Atomics.notify(control, words + ${FINISHED});
  }
}
async function serveLocked(start) {
  let isHeld = false;
  try {
    await navigator.locks.request(start.life, () => {
      isHeld = true;
      serve(start, true);
    });
  } catch (error) {
    // What is thrown in a promise reaches nobody outside.
    if (isHeld) setTimeout(() => { throw error; });
    else serve(start, false);
  }
}
if (inNode) port.once('message', (start) => serve(start, true));
else port.onmessage = ({ data }) => (navigator.locks === undefined ? serve(data, false) : serveLocked(data));
`;
