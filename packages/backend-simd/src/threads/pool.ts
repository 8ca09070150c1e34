import { type KernelName, kernelNames } from '../generated/kernel-names.ts';
import {
  FINISHED,
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
const PATIENCE = 8;

const FINISHED_WORD = FINISHED >> 2;
const WORDS_OF_THREAD = 16;

/**
 * The threads that run kernels: the calling one and `threads - 1` workers. A job is one kernel, run by all of them at the same time,
 * each for its own share.
 */
export class Pool {
  readonly threads: number;
  readonly #kernels: Record<KernelName, Kernel>;
  readonly #memory: WebAssembly.Memory;
  #control: Int32Array;
  #floats: Float32Array;
  readonly #mayWait: boolean;
  readonly #spins: number;
  #workers: KernelWorker[] = [];
  #failure: ThreadError | undefined;

  private constructor(instance: WebAssembly.Instance, memory: WebAssembly.Memory, threads: number) {
    this.threads = threads;
    this.#kernels = instance.exports as unknown as Record<KernelName, Kernel>;
    this.#memory = memory;
    this.#control = new Int32Array(memory.buffer, 0, 16384);
    this.#floats = new Float32Array(memory.buffer, 0, 16384);
    this.#mayWait = threads > 1 && canSleep();
    // A thread that spins without a processor of its own takes it from the one that it waits for.
    this.#spins = threads > processors() ? 0 : SPINS;
  }

  /**
   * @param module the compiled kernels
   * @param memory shared if `threads` > 1
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
      const start = { module, memory, thread, kernels: kernelNames, spins: this.#spins };
      const worker = await startWorker(start, (reason) => this.#fail(`thread ${thread} is gone: ${reason}`));
      this.#workers.push(worker);
    });
    const results = await Promise.allSettled(starting);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }

  /** Runs a kernel on the calling thread alone: for work too small to share. */
  runAlone(name: KernelName, args: readonly number[]): void {
    this.#prepare(name, args, 1);
    this.#callOwn(name, 1);
  }

  /**
   * Runs a kernel on all threads and returns when all are done.
   * @param args whole numbers and addresses; floats by {@link Pool.bits}
   * @throws ThreadError if the kernel trapped, or a thread shows no sign of life for most of a second
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
    try {
      this.#callOwn(name, this.threads);
    } finally {
      for (let thread = 1; thread < this.threads; thread++) this.#waitFor(thread, job, name);
    }
    this.#throwIfTrapped(name);
  }

  /** The bits of a single float as a whole number, the form in which {@link run} takes floats. */
  bits(value: number): number {
    // A word of the first page that nothing else uses.
    this.#renewViews();
    this.#floats[BITS_WORD] = value;
    return this.#control[BITS_WORD]!;
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
    this.#renewViews();
    const control = this.#control;
    const first = JOB_ARGUMENTS >> 2;
    for (let index = 0; index < args.length; index++) control[first + index] = args[index]!;
    control[JOB_KERNEL >> 2] = kernelIndex.get(name)!;
    control[(JOB_KERNEL >> 2) + 1] = threads;
  }

  /** Growing takes the buffer of a memory that is not shared away from its views. */
  #renewViews(): void {
    if (this.#control.length > 0) return;
    this.#control = new Int32Array(this.#memory.buffer, 0, 16384);
    this.#floats = new Float32Array(this.#memory.buffer, 0, 16384);
  }

  #callOwn(name: KernelName, threads: number): void {
    try {
      this.#kernels[name](JOB_ARGUMENTS, 0, threads);
    } catch (error) {
      throw new ThreadError(`backend simd: kernel ${name} trapped: ${(error as Error).message}`, { cause: error });
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

  #throwIfTrapped(name: KernelName): void {
    const control = this.#control;
    for (let thread = 1; thread < this.threads; thread++) {
      if (Atomics.exchange(control, wordsOf(thread) + 2, 0) === 0) continue;
      const begin = (TRAP_TEXT >> 2) + thread * TRAP_TEXT_LENGTH;
      const codes = control.subarray(begin, begin + TRAP_TEXT_LENGTH).filter((code) => code !== 0);
      throw new ThreadError(
        `backend simd: kernel ${name} trapped on thread ${thread}: ${String.fromCharCode(...codes)}`,
      );
    }
  }

  /** After this nothing computes any more: a thread that is late could write where another tensor lies by then. */
  #fail(reason: string): void {
    this.#failure ??= new ThreadError(`backend simd: ${reason}; remove the backend and set it again`);
    for (const worker of this.#workers) worker.terminate();
    this.#workers = [];
  }
}

const BITS_WORD = (JOB_KERNEL >> 2) + 2;

const kernelIndex = new Map<KernelName, number>(kernelNames.map((name, index) => [name, index]));

function wordsOf(thread: number): number {
  return FINISHED_WORD + thread * WORDS_OF_THREAD;
}
