import {
  FINISHED,
  HEAP_BEGIN,
  JOB_ARGUMENTS,
  JOB_KERNEL,
  JOB_NUMBER,
  MAIN_SLEEPS,
  TRAP_TEXT,
  TRAP_TEXT_LENGTH,
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
}

/**
 * What a worker runs. It is text, since a worker that is a file of its own would need a path that every bundler understands, and must
 * therefore not use anything from outside. Runs in Node and in browsers. It never returns to its event loop: jobs come and
 * go through shared memory, the thread ends with the process or by `terminate()`.
 */
export const workerSource: string = `
'use strict';
const inNode = typeof process === 'object' && typeof process.getBuiltinModule === 'function';
const port = inNode ? process.getBuiltinModule('node:worker_threads').parentPort : self;
function serve({ module, memory, thread, kernels, spins }) {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const run = kernels.map((name) => exports[name]);
  const control = new Int32Array(memory.buffer, 0, ${HEAP_BEGIN >> 2});
  const finished = (${FINISHED} >> 2) + thread * 16;
  let last = 0;
  port.postMessage('ready');
  for (;;) {
    let left = spins;
    while (Atomics.load(control, ${JOB_NUMBER >> 2}) === last && left > 0) left--;
    while (Atomics.load(control, ${JOB_NUMBER >> 2}) === last) {
      Atomics.store(control, finished + 1, 1);
      Atomics.wait(control, ${JOB_NUMBER >> 2}, last);
    }
    Atomics.store(control, finished + 1, 0);
    last = Atomics.load(control, ${JOB_NUMBER >> 2});
    try {
      run[control[${JOB_KERNEL >> 2}]](${JOB_ARGUMENTS}, thread, control[${(JOB_KERNEL >> 2) + 1}]);
    } catch (error) {
      const text = String(error && error.message || error).slice(0, ${TRAP_TEXT_LENGTH});
      const place = (${TRAP_TEXT} >> 2) + thread * ${TRAP_TEXT_LENGTH};
      for (let i = 0; i < ${TRAP_TEXT_LENGTH}; i++) control[place + i] = i < text.length ? text.charCodeAt(i) : 0;
      Atomics.store(control, finished + 2, 1);
    }
    Atomics.store(control, finished, last);
    if (Atomics.load(control, ${MAIN_SLEEPS >> 2}) === 1) Atomics.notify(control, finished);
  }
}
if (inNode) port.once('message', serve);
else port.onmessage = ({ data }) => serve(data);
`;
