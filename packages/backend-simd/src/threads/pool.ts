import type { KernelName } from '../generated/kernel-names.ts';
import {
  FINISHED,
  HEAP_BEGIN,
  HEARTBEATS,
  JOB_ARGUMENTS,
  JOB_KERNEL,
  JOB_NUMBER,
  MAIN_SLEEPS,
  MAXIMUM_ARGUMENTS,
  TRAP_TEXT,
  TRAP_TEXT_LENGTH,
} from '../memory/layout.ts';
import { canSleep, processors } from '../platform.ts';
import { type KernelWorker, startWorker } from './worker.ts';

/** A compiled kernel: address of its arguments, number of this thread, number of threads. */
type Kernel = (job: number, thread: number, threads: number) => void;

/** A kernel trapped, or a thread is gone. */
export class ThreadError extends Error {
  override readonly name = 'ThreadError';
}

/** Looks at a counter before sleeping; a few tens of microseconds, longer than the pause between two kernels of a network. */
const SPINS = 20_000;
/** Milliseconds without a sign of life after which a thread that works is taken for dead: PATIENCE slices of SLICE. */
const SLICE = 100;
const PATIENCE = 6;

const FINISHED_WORD = FINISHED >> 2;
const WORDS_OF_THREAD = 16;

/**
 * The threads that run kernels: the calling one and `threads - 1` workers. A job is one kernel, run by all of them at the same time,
 * each for its own share.
 */
export class Pool {
  readonly threads: number;
  readonly #memory: WebAssembly.Memory;
  /** In the order of {@link #names}: a job says which kernel by its place. */
  readonly #kernels: readonly Kernel[];
  readonly #names: readonly string[];
  readonly #places: ReadonlyMap<string, number>;
  readonly #mayWait: boolean;
  readonly #spins: number;
  #control: Int32Array;
  #workers: KernelWorker[] = [];
  #failure: ThreadError | undefined;

  private constructor(instance: WebAssembly.Instance, memory: WebAssembly.Memory, threads: number) {
    this.threads = threads;
    this.#memory = memory;
    this.#names = Object.keys(instance.exports);
    this.#kernels = Object.values(instance.exports) as Kernel[];
    this.#places = new Map(this.#names.map((name, place) => [name, place]));
    this.#control = controlOf(memory);
    this.#mayWait = threads > 1 && canSleep();
    // A thread that spins without a processor of its own takes it from the one that it waits for.
    this.#spins = threads > processors() ? 0 : SPINS;
  }

  /**
   * @param module the compiled kernels: every function that it exports is one
   * @param memory shared if `threads` > 1
   * @throws Error if a worker cannot be made or does not start
   */
  static async start(module: WebAssembly.Module, memory: WebAssembly.Memory, threads: number): Promise<Pool> {
    const instance = await WebAssembly.instantiate(module, { env: { memory } });
    const pool = new Pool(instance, memory, threads);
    try {
      await pool.#startWorkers(module, memory);
    } catch (error) {
      pool.stop();
      throw error;
    }
    return pool;
  }

  async #startWorkers(module: WebAssembly.Module, memory: WebAssembly.Memory): Promise<void> {
    const starting = Array.from({ length: this.threads - 1 }, async (_, index) => {
      const thread = index + 1;
      const start = { module, memory, thread, kernels: this.#names, spins: this.#spins };
      const worker = await startWorker(start, (reason) => this.#fail(`thread ${thread} is gone: ${reason}`));
      this.#workers.push(worker);
    });
    const results = await Promise.allSettled(starting);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }

  /** Runs a kernel on the calling thread alone: for work too small to share. */
  runAlone(name: KernelName, args: readonly number[]): void {
    this.#prepare(name, args, 1);
    const trap = this.#callOwn(name, 1);
    if (trap !== undefined) throw trap;
  }

  /**
   * Runs a kernel on all threads and returns when all are done.
   * @param args whole numbers and addresses; floats by {@link Pool.bits}
   * @throws ThreadError if the kernel trapped, or a thread shows no sign of life for more than half a second
   */
  run(name: KernelName, args: readonly number[]): void {
    if (this.threads === 1) {
      this.runAlone(name, args);
      return;
    }
    this.#prepare(name, args, this.threads);
    const control = this.#control;
    const job = (control[JOB_NUMBER >> 2]! + 1) | 0;
    Atomics.store(control, JOB_NUMBER >> 2, job);
    for (let thread = 1; thread < this.threads; thread++) {
      if (Atomics.load(control, wordsOf(thread) + 1) === 1) {
        Atomics.notify(control, JOB_NUMBER >> 2);
        break;
      }
    }
    let trap = this.#callOwn(name, this.threads);
    for (let thread = 1; thread < this.threads; thread++) {
      this.#waitFor(thread, job, name);
      const other = this.#takeTrap(thread, name);
      trap ??= other;
    }
    if (trap !== undefined) throw trap;
  }

  /** The bits of a single float as a whole number, the form in which {@link run} takes floats. */
  bits(value: number): number {
    converter.setFloat32(0, value);
    return converter.getInt32(0);
  }

  /** Ends the workers. */
  stop(): void {
    this.#failure ??= new ThreadError('backend simd: it was removed');
    for (const worker of this.#workers) worker.terminate();
    this.#workers = [];
  }

  #prepare(name: KernelName, args: readonly number[], threads: number): void {
    if (this.#failure !== undefined) throw this.#failure;
    if (args.length > MAXIMUM_ARGUMENTS)
      throw new RangeError(`Pool: at most ${MAXIMUM_ARGUMENTS} arguments, got ${args.length}`);
    // Memory of one thread has taken it away when it has grown.
    if (this.#control.length === 0) this.#control = controlOf(this.#memory);
    const control = this.#control;
    const first = JOB_ARGUMENTS >> 2;
    for (let index = 0; index < args.length; index++) control[first + index] = args[index]!;
    control[JOB_KERNEL >> 2] = this.#places.get(name)!;
    control[(JOB_KERNEL >> 2) + 1] = threads;
  }

  /** Does the calling thread's share. A trap is handed back: nothing may be thrown before all are done. */
  #callOwn(name: KernelName, threads: number): ThreadError | undefined {
    try {
      this.#kernels[this.#places.get(name)!]!(JOB_ARGUMENTS, 0, threads);
      return undefined;
    } catch (error) {
      return new ThreadError(`backend simd: kernel ${name} trapped on thread 0: ${(error as Error).message}`, {
        cause: error,
      });
    }
  }

  #waitFor(thread: number, job: number, name: KernelName): void {
    const control = this.#control;
    const word = wordsOf(thread);
    for (let left = this.#spins; left > 0; left--) if (Atomics.load(control, word) === job) return;
    let silent = 0;
    let beats = control[(HEARTBEATS >> 2) + thread * WORDS_OF_THREAD]!;
    while (Atomics.load(control, word) !== job) {
      this.#pause(word, job);
      const now = control[(HEARTBEATS >> 2) + thread * WORDS_OF_THREAD]!;
      silent = now === beats ? silent + 1 : 0;
      beats = now;
      if (silent === PATIENCE && Atomics.load(control, word) !== job) {
        this.#fail(`thread ${thread} does not answer in kernel ${name}`);
        throw this.#failure;
      }
    }
  }

  /** Waits for a word to become `job`, at most one slice of time. */
  #pause(word: number, job: number): void {
    const control = this.#control;
    if (this.#mayWait) {
      const seen = Atomics.load(control, word);
      if (seen === job) return;
      Atomics.store(control, MAIN_SLEEPS >> 2, 1);
      Atomics.wait(control, word, seen, SLICE);
      Atomics.store(control, MAIN_SLEEPS >> 2, 0);
      return;
    }
    const end = performance.now() + SLICE;
    while (Atomics.load(control, word) !== job && performance.now() < end);
  }

  /** The trap of a worker in the last job, if there was one. */
  #takeTrap(thread: number, name: KernelName): ThreadError | undefined {
    const control = this.#control;
    if (Atomics.exchange(control, wordsOf(thread) + 2, 0) === 0) return undefined;
    const begin = (TRAP_TEXT >> 2) + thread * TRAP_TEXT_LENGTH;
    const codes = control.subarray(begin, begin + TRAP_TEXT_LENGTH).filter((code) => code !== 0);
    return new ThreadError(
      `backend simd: kernel ${name} trapped on thread ${thread}: ${String.fromCharCode(...codes)}`,
    );
  }

  /** After this nothing computes any more: a thread that is late could write where another tensor lies by then. */
  #fail(reason: string): void {
    this.#failure ??= new ThreadError(`backend simd: ${reason}; remove the backend and set it again`);
    for (const worker of this.#workers) worker.terminate();
    this.#workers = [];
  }
}

const converter = new DataView(new ArrayBuffer(4));

/** The words of the first page, by which threads talk to each other. */
function controlOf(memory: WebAssembly.Memory): Int32Array {
  return new Int32Array(memory.buffer, 0, HEAP_BEGIN >> 2);
}

function wordsOf(thread: number): number {
  return FINISHED_WORD + thread * WORDS_OF_THREAD;
}
