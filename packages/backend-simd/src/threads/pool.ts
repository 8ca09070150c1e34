import type { Jobs } from '../generated/jobs.ts';
import {
  ASLEEP,
  FINISHED,
  JOB_ARGUMENTS,
  JOB_KERNEL,
  JOB_NUMBER,
  MAIN_SLEEPS,
  MAXIMUM_ARGUMENTS,
  TAKEN,
  TRAP_TEXT,
  TRAP_TEXT_LENGTH,
  TRAPPED,
} from '../memory/layout.ts';
import { canSleep, processors } from '../platform.ts';
import { controlOf, wordsOf } from './control.ts';
import { Crew } from './crew.ts';
import { ThreadError } from './thread-error.ts';

/** A compiled kernel: address of its arguments, number of this thread, number of threads. */
type Kernel = (job: number, thread: number, threads: number) => void;

/** Looks at a counter before sleeping; a few tens of microseconds, longer than the pause between two kernels of a network. */
const SPINS = 20_000;
/** Milliseconds between two looks at whether the thread that is waited for has ended. */
const SLICE = 100;

/**
 * The threads that run kernels: the calling one and `threads - 1` workers. A job is one kernel in `threads` shares, which depend on sizes and
 * this number alone. Each thread takes its own share, if it comes in time: what no worker has taken up when the calling thread is done with its own, and
 * what one that has ended has left behind, the calling thread does in its place. (A share can be done again from its beginning: kernels do
 * not write what they read.) So results do not depend on who is there, and no thread is ever waited for in vain.
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
  #crew: Crew | undefined;
  #isStopped = false;

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
   * @throws Error if a worker cannot be made
   */
  static async start(module: WebAssembly.Module, memory: WebAssembly.Memory, threads: number): Promise<Pool> {
    const instance = await WebAssembly.instantiate(module, { env: { memory } });
    const pool = new Pool(instance, memory, threads);
    if (threads > 1)
      pool.#crew = await Crew.start({ module, memory, kernels: pool.#names, spins: pool.#spins }, threads);
    return pool;
  }

  /** Runs a kernel on the calling thread alone: for work too small to share. */
  runAlone(name: keyof Jobs, args: readonly number[]): void {
    this.#prepare(name, args, 1);
    const trap = this.#callOwn(name, 0, 1);
    if (trap !== undefined) throw trap;
  }

  /**
   * Runs a kernel on all threads and returns when all shares are done.
   * @param args the words that the kernel reads at its address, as `wordsOf` makes them of a job
   * @throws ThreadError if the kernel trapped
   */
  run(name: keyof Jobs, args: readonly number[]): void {
    if (this.threads === 1) {
      this.runAlone(name, args);
      return;
    }
    this.#prepare(name, args, this.threads);
    const job = this.#announce();
    const traps = [this.#callOwn(name, 0, this.threads)];
    const others: number[] = [];
    for (let thread = 1; thread < this.threads; thread++) {
      if (this.#take(thread, job)) traps.push(this.#callOwn(name, thread, this.threads));
      else others.push(thread);
    }
    for (const thread of others) traps.push(this.#settle(thread, job, name));
    const trap = traps.find((error) => error !== undefined);
    if (trap !== undefined) throw trap;
  }

  /** Ends the workers. */
  stop(): void {
    this.#isStopped = true;
    this.#crew?.stop();
  }

  #prepare(name: keyof Jobs, args: readonly number[], threads: number): void {
    if (this.#isStopped) throw new ThreadError('backend simd: it was removed');
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

  /** Lets the workers have the job; returns its number. */
  #announce(): number {
    const control = this.#control;
    const job = (control[JOB_NUMBER >> 2]! + 1) | 0;
    Atomics.store(control, JOB_NUMBER >> 2, job);
    for (let thread = 1; thread < this.threads; thread++) {
      if (Atomics.load(control, wordsOf(thread) + ASLEEP) === 1) {
        Atomics.notify(control, JOB_NUMBER >> 2);
        break;
      }
    }
    return job;
  }

  /** Takes a thread's share up; false if the thread was faster. */
  #take(thread: number, job: number): boolean {
    const before = (job - 1) | 0;
    return Atomics.compareExchange(this.#control, wordsOf(thread) + TAKEN, before, job) === before;
  }

  /** Does a share on the calling thread. A trap is handed back: nothing may be thrown before all are done. */
  #callOwn(name: keyof Jobs, share: number, shares: number): ThreadError | undefined {
    try {
      this.#kernels[this.#places.get(name)!]!(JOB_ARGUMENTS, share, shares);
      return undefined;
    } catch (error) {
      return trapOf(name, share, (error as Error).message, error);
    }
  }

  /** Returns when a thread's share is done, with its trap if there was one. */
  #settle(thread: number, job: number, name: keyof Jobs): ThreadError | undefined {
    const control = this.#control;
    const word = wordsOf(thread) + FINISHED;
    for (let left = this.#spins; left > 0 && Atomics.load(control, word) !== job; left--);
    while (Atomics.load(control, word) !== job) {
      if (this.#crew!.isGone(thread)) return this.#callOwn(name, thread, this.threads);
      this.#pause(word, job);
    }
    if (Atomics.exchange(control, wordsOf(thread) + TRAPPED, 0) === 0) return undefined;
    const begin = (TRAP_TEXT >> 2) + thread * TRAP_TEXT_LENGTH;
    const codes = control.subarray(begin, begin + TRAP_TEXT_LENGTH).filter((code) => code !== 0);
    return trapOf(name, thread, String.fromCharCode(...codes));
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
}

function trapOf(kernel: keyof Jobs, thread: number, reason: string, cause?: unknown): ThreadError {
  return new ThreadError(`backend simd: kernel ${kernel} failed on thread ${thread}: ${reason}`, { cause });
}
