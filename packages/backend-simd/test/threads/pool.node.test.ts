/// <reference types="vite/client" />
import { Worker } from 'node:worker_threads';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Jobs } from '../../src/generated/jobs.ts';
import { Heap } from '../../src/memory/heap.ts';
import { withPrivateMemory } from '../../src/module/memory-import.ts';
import { Pool } from '../../src/threads/pool.ts';
import { ThreadError } from '../../src/threads/thread-error.ts';
import { compileKernels, type TestKernel } from '../support/compile-kernels.ts';
import { haveEnded, type WatchedWorker, watchWorkers, workerOf } from '../support/watch-workers.ts';

let bytes: Uint8Array<ArrayBuffer>;
let pool: Pool;
let heap: Heap;

beforeAll(async () => {
  bytes = await compileKernels();
});

afterEach(() => {
  pool.stop();
  vi.restoreAllMocks();
});

async function start(threads: number): Promise<void> {
  heap = new Heap(threads > 1, 512);
  const module = await WebAssembly.compile(threads > 1 ? bytes : withPrivateMemory(bytes));
  pool = await Pool.start(module, heap.memory, threads);
}

const run = (kernel: TestKernel, ...args: number[]) => pool.run(kernel as string as keyof Jobs, args);
const runAlone = (kernel: TestKernel, ...args: number[]) => pool.runAlone(kernel as string as keyof Jobs, args);

/** Which shares of a kernel were done, by what each wrote. */
function signatures(call: (words: number) => void): number[] {
  const words = heap.allocate(256);
  new Int32Array(heap.buffer, words, 40).fill(0);
  call(words);
  const signed = [...new Int32Array(heap.buffer, words, pool.threads + 1)];
  heap.release(words);
  return signed;
}

/** What {@link signatures} are when all shares were done. */
const everyone = () => [...Array.from({ length: pool.threads }, (_, thread) => thread + 1), pool.threads];

/** Waits until every worker has done its share of one job, which the calling thread does not do in its place. */
async function expectMeeting(): Promise<void> {
  await vi.waitFor(() => expect(signatures((words) => run('meet', words))).toEqual(everyone()), 30_000);
}

// 32 threads get in each other's way for seconds.
describe.each(import.meta.env.MODE === 'all' ? [1, 2, 3, 8, 32] : [1, 2, 3, 8])('%d threads', (threads) => {
  test('each share of every job is done', async () => {
    await start(threads);
    for (let round = 0; round < 20; round++) expect(signatures((words) => run('sign', words))).toEqual(everyone());
    expect(signatures((words) => runAlone('sign', words)).slice(0, 2)).toEqual([1, 1]);
  });

  test('no share is done twice, whoever comes late', async () => {
    await start(threads);
    const word = heap.allocate(64);
    new Int32Array(heap.buffer, word, 1)[0] = 0;
    for (let round = 0; round < 200; round++) run('count', word);
    expect(new Int32Array(heap.buffer, word, 1)[0]).toBe(200 * threads);
  });

  test('the workers do theirs, also after a pause, when they sleep', async () => {
    await start(threads);
    for (const pause of [0, 1, 30]) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      await expectMeeting();
    }
  });
});

test('a private memory that has grown hands its arguments over all the same', async () => {
  await start(1);
  heap.allocate(17 * 2 ** 20);
  expect(signatures((words) => run('sign', words))).toEqual([1, 1]);
});

test('too many arguments', async () => {
  await start(1);
  expect(() => run('sign', ...new Array(129).fill(0))).toThrow(new RangeError('Pool: at most 128 arguments, got 129'));
});

describe('a trap', () => {
  test.each([
    ['the calling thread', 0b001, 0],
    ['a worker', 0b100, 2],
    ['two workers', 0b110, 1],
    ['all', 0b111, 0],
  ])('of %s is an error that names kernel and thread, and the pool goes on', async (_, traps, first) => {
    await start(3);
    for (let round = 0; round < 3; round++) {
      let error: unknown;
      try {
        run('trap', traps);
      } catch (thrown) {
        error = thrown;
      }
      expect(error).toBeInstanceOf(ThreadError);
      expect(error).toMatchObject({
        name: 'ThreadError',
        message: `backend simd: kernel trap failed on thread ${first}: unreachable`,
      });
      run('trap', 0);
      expect(signatures((words) => run('sign', words))).toEqual([1, 2, 3, 3]);
    }
  });

  test('where the calling thread works alone', async () => {
    await start(2);
    expect(() => runAlone('trap', 1)).toThrow('backend simd: kernel trap failed on thread 0: unreachable');
    expect(() => run('trap', 2)).toThrow('failed on thread 1');
    runAlone('trap', 2);
  });
});

/** Ends the worker of thread 1 in the middle of the share that it is doing, while the main thread is in the same kernel. */
async function startWithKiller(threads: number, workers: readonly WatchedWorker[]): Promise<(word: number) => void> {
  const instantiate = WebAssembly.instantiate as (
    module: WebAssembly.Module,
    imports: object,
  ) => Promise<WebAssembly.Instance>;
  let begun: number | undefined;
  vi.spyOn(WebAssembly, 'instantiate').mockImplementation((async (module: WebAssembly.Module, imports: object) => {
    const instance = await instantiate(module, imports);
    const stall = instance.exports.stall as (...job: number[]) => void;
    const killing = (job: number, thread: number, all: number) => {
      if (thread === 0 && begun !== undefined) {
        const control = new Int32Array(heap.buffer);
        while (Atomics.load(control, begun >> 2) === 0);
        void workerOf(workers, 1).terminate();
      }
      stall(job, thread, all);
    };
    return { exports: { ...instance.exports, stall: killing } };
  }) as never);
  await start(threads);
  return (word) => {
    begun = word;
  };
}

describe('a thread that ends', () => {
  test('before a job: its share is done, and soon another one is there to do it', async () => {
    const workers = watchWorkers();
    await start(3);
    const old = workerOf(workers, 2);
    await old.terminate();
    expect(signatures((words) => run('sign', words))).toEqual(everyone());
    await expectMeeting();
    expect(workerOf(workers, 2)).not.toBe(old);
    expect(workers.map(({ label }) => label)).toEqual(['simd 1', 'simd 2', 'simd watcher', 'simd 2']);
  });

  test('between two jobs, without a pause in which the calling thread could hear of it', async () => {
    const workers = watchWorkers();
    await start(2);
    void workerOf(workers, 1).terminate();
    for (let round = 0; round < 100; round++) expect(signatures((words) => run('sign', words))).toEqual(everyone());
  });

  test.each([2, 4])('in the middle of a job, of %d threads', async (threads) => {
    const workers = watchWorkers();
    const killAt = await startWithKiller(threads, workers);
    const word = heap.allocate(64);
    for (let round = 0; round < 2; round++) {
      const old = workerOf(workers, 1);
      new Int32Array(heap.buffer, word, 1)[0] = 0;
      killAt(word);
      expect(signatures((words) => run('stall', words, 1, word))).toEqual(everyone());
      expect(new Int32Array(heap.buffer, word, 1)[0]).toBe(1);
      // The second replacement waits a little.
      await vi.waitFor(() => expect(workerOf(workers, 1)).not.toBe(old), 20_000);
      await expectMeeting();
    }
  });

  test('after the watcher has: the calling thread hears of it when it comes to', async () => {
    const workers = watchWorkers();
    await start(2);
    await workers.find(({ label }) => label === 'simd watcher')!.terminate();
    await workerOf(workers, 1).terminate();
    expect(signatures((words) => run('sign', words))).toEqual(everyone());
    await expectMeeting();
  });

  test('does not take the others with it, and nothing is left when the pool is stopped', async () => {
    const workers = watchWorkers();
    await start(4);
    await workerOf(workers, 2).terminate();
    pool.stop();
    const made = workers.length;
    await haveEnded(workers);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(workers).toHaveLength(made);
  });

  test('whose replacement cannot be made: the calling thread goes on in its place', async () => {
    let refuses = false;
    const workers = watchWorkers(() => {
      if (refuses) throw new Error('no more threads');
    });
    await start(2);
    refuses = true;
    await workerOf(workers, 1).terminate();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(signatures((words) => run('sign', words))).toEqual(everyone());
    refuses = false;
    await vi.waitFor(() => expect(workers).toHaveLength(3), 20_000);
    await expectMeeting();
  });
});

describe('a machine that is busy', () => {
  test('a thread is waited for however long it says nothing', async () => {
    await start(2);
    let [rounds, longest] = [1000, 0];
    const word = heap.allocate(64);
    while (longest < 1000) {
      new Int32Array(heap.buffer, word, 1)[0] = 0;
      const begin = performance.now();
      expect(signatures((words) => run('work', words, 1, rounds, word))).toEqual(everyone());
      const took = performance.now() - begin;
      // Else the calling thread has done it.
      if (new Int32Array(heap.buffer, word, 1)[0] === 2) longest = took;
      if (took < 1000) rounds *= 2;
    }
    await expectMeeting();
  });

  test('workers that are not ready in time are not waited for, and join later', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const workers = watchWorkers();
    const post = vi.spyOn(Worker.prototype, 'postMessage').mockImplementation(() => undefined);
    const starting = start(3);
    await vi.waitFor(() => expect(workers).toHaveLength(2), { timeout: 20_000 });
    await vi.advanceTimersByTimeAsync(10_000);
    await starting;
    vi.useRealTimers();
    expect(signatures((words) => run('sign', words))).toEqual(everyone());
    // What the watcher and the workers were told.
    const told = post.mock.calls.map((call, index) => [post.mock.instances[index] as unknown as Worker, call] as const);
    post.mockRestore();
    for (const [worker, call] of told) worker.postMessage(...call);
    await expectMeeting();
  });
});

test('where the calling thread may not sleep it looks', async () => {
  vi.spyOn(Atomics, 'wait').mockImplementation(() => {
    throw new TypeError('Atomics.wait cannot be called in this context');
  });
  const workers = watchWorkers();
  const killAt = await startWithKiller(2, workers);
  await expectMeeting();
  const word = heap.allocate(64);
  new Int32Array(heap.buffer, word, 1)[0] = 0;
  expect(signatures((words) => run('work', words, 1, 20_000, word))).toEqual(everyone());
  expect(() => run('trap', 2)).toThrow('failed on thread 1: unreachable');
  new Int32Array(heap.buffer, word, 1)[0] = 0;
  killAt(word);
  expect(signatures((words) => run('stall', words, 1, word))).toEqual(everyone());
});

test('a pool that was stopped says so', async () => {
  const workers = watchWorkers();
  await start(2);
  pool.stop();
  await haveEnded(workers);
  expect(() => run('sign', 0)).toThrow(new ThreadError('backend simd: it was removed'));
});

test('a worker that cannot be made is an error, and the others end', async () => {
  const workers = watchWorkers((label) => {
    if (label === 'simd 2') throw new Error('no more threads');
  });
  await expect(start(3)).rejects.toThrow('no more threads');
  expect(workers.map(({ label }) => label)).toEqual(['simd 1']);
  await haveEnded(workers);
});
