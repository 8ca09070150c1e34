import { GONE } from '../memory/layout.ts';
import { builtin } from '../platform.ts';
import { controlOf, wordsOf } from './control.ts';
import { createTextWorker, type TextWorker } from './text-worker.ts';
import { startWatcher, type Watcher } from './watcher.ts';
import { type WorkerStart, workerSource } from './worker-source.ts';

/** What all workers are told at their start. */
export type CrewStart = Omit<WorkerStart, 'thread' | 'life'>;

/** Milliseconds after which a pool does not wait for its workers any more; they need some tens. Those that come later help from then on. */
const START_PATIENCE = 10_000;
/** Milliseconds before the second replacement of a thread; twice as many before the next. Something may be ending them all. */
const REPLACEMENT_PAUSE = 2000;

/** The worker of a thread. */
interface Seat {
  /** Number of the worker, never used again; 0 while there is none. */
  number: number;
  worker: TextWorker | undefined;
  /** How often one was to replace another. */
  replacements: number;
}

/**
 * The workers of a pool, one for each thread but the main one. One that ends is replaced as soon as the main thread returns to its event loop;
 * until then, and until the new one is ready, nobody takes this thread's shares up but the main thread.
 */
export class Crew {
  readonly #start: CrewStart;
  readonly #control: Int32Array;
  /** By thread; the first is the main thread's and empty. */
  readonly #seats: Seat[];
  /** Started when the workers are ready, which it would only delay. */
  #watcher: Watcher | undefined;
  /** What it is to watch then. */
  readonly #unwatched: Parameters<Watcher['watch']>[] = [];
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #numbers = 0;
  #isStopped = false;

  private constructor(start: CrewStart, threads: number) {
    this.#start = start;
    this.#control = controlOf(start.memory);
    this.#seats = Array.from({ length: threads }, () => ({ number: 0, worker: undefined, replacements: 0 }));
  }

  /**
   * Starts the workers, and waits until all are ready, but not for ever: a machine may be busy.
   * @throws Error if one cannot be made, or fails before it is ready
   */
  static async start(start: CrewStart, threads: number): Promise<Crew> {
    const crew = new Crew(start, threads);
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      const ready = Promise.all(Array.from({ length: threads - 1 }, (_, index) => crew.#fill(index + 1)));
      // Nothing else keeps a process alive that only waits for this.
      const patience = new Promise((resolve) => {
        timer = setTimeout(resolve, START_PATIENCE);
      });
      await Promise.race([ready, patience]);
      crew.#startWatcher();
      return crew;
    } catch (error) {
      crew.stop();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Whether a thread's worker has ended, so that a share that it has taken up will never be done. */
  isGone(thread: number): boolean {
    return Atomics.load(this.#control, wordsOf(thread) + GONE) === this.#seats[thread]!.number;
  }

  /** Ends the workers. */
  stop(): void {
    this.#isStopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#watcher?.terminate();
    for (const { worker } of this.#seats) worker?.terminate();
  }

  /** Gives a thread a worker; resolves when it takes jobs. */
  #fill(thread: number): Promise<void> {
    const seat = this.#seats[thread]!;
    const number = ++this.#numbers;
    seat.number = number;
    return new Promise((resolve, reject) => {
      let isReady = false;
      const life = makeLife();
      const worker = createTextWorker(workerSource, `simd ${thread}`, {
        onMessage: (isWatched) => {
          isReady = true;
          if (isWatched && life.isLock) this.#watch(thread, number, life.watched);
          resolve();
        },
        onEnd: (error) => {
          reject(error);
          if (isReady || this.#watcher !== undefined) this.#replace(thread, number);
        },
      });
      seat.worker = worker;
      worker.postMessage(
        { ...this.#start, thread, life: life.own } satisfies WorkerStart,
        life.isLock ? [] : [life.own],
      );
      if (!life.isLock) this.#watch(thread, number, life.watched);
    });
  }

  #startWatcher(): void {
    this.#watcher = startWatcher(this.#start.memory, (thread, number) => this.#replace(thread, number));
    for (const worker of this.#unwatched.splice(0)) this.#watch(...worker);
  }

  #watch(...worker: Parameters<Watcher['watch']>): void {
    if (this.#watcher === undefined) {
      this.#unwatched.push(worker);
      return;
    }
    try {
      this.#watcher.watch(...worker);
    } catch {
      // Its end of the channel is closed already.
      this.#replace(worker[0], worker[1]);
    }
  }

  /** Puts another worker in the place of one that has ended, unless that has been done already. */
  #replace(thread: number, number: number): void {
    const seat = this.#seats[thread]!;
    if (this.#isStopped || seat.number !== number) return;
    seat.number = 0;
    const pause = seat.replacements === 0 ? 0 : REPLACEMENT_PAUSE * 2 ** (seat.replacements - 1);
    seat.replacements++;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#fill(thread).catch(() => this.#replace(thread, seat.number));
    }, pause);
    this.#timers.add(timer);
    (timer as { unref?(): void }).unref?.();
  }
}

/** The two ends by which a watcher sees whether a worker lives: of a channel, or twice the name of a lock. */
interface Life {
  readonly isLock: boolean;
  readonly own: unknown;
  readonly watched: unknown;
}

function makeLife(): Life {
  const threads = builtin('node:worker_threads');
  if (threads !== undefined) {
    const { port1, port2 } = new threads.MessageChannel();
    return { isLock: false, own: port1, watched: port2 };
  }
  const name = `unet simd ${crypto.randomUUID()}`;
  return { isLock: true, own: name, watched: name };
}
