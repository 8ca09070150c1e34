import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { KernelName } from '../../src/generated/kernel-names.ts';
import { Heap } from '../../src/memory/heap.ts';
import { withPrivateMemory } from '../../src/module/memory-import.ts';
import { Pool, ThreadError } from '../../src/threads/pool.ts';
import { compileKernels, type TestKernel } from '../support/compile-kernels.ts';
import { haveEnded, watchWorkers } from '../support/watch-workers.ts';

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

const run = (kernel: TestKernel, ...args: number[]) => pool.run(kernel as string as KernelName, args);
const runAlone = (kernel: TestKernel, ...args: number[]) => pool.runAlone(kernel as string as KernelName, args);

/** Which threads ran a kernel, by what each wrote. */
function signatures(call: (words: number) => void): number[] {
  const words = heap.allocate(256);
  new Int32Array(heap.buffer, words, 40).fill(0);
  call(words);
  const signed = [...new Int32Array(heap.buffer, words, pool.threads + 1)];
  heap.release(words);
  return signed;
}

describe.each([1, 2, 3, 8, 32])('%d threads', (threads) => {
  test('each does its share of every job', async () => {
    await start(threads);
    const everyone = [...Array.from({ length: threads }, (_, thread) => thread + 1), threads];
    for (let round = 0; round < 20; round++) expect(signatures((words) => run('sign', words))).toEqual(everyone);
    expect(signatures((words) => runAlone('sign', words)).slice(0, 2)).toEqual([1, 1]);
  });

  test('after a pause, when they sleep, they wake', async () => {
    await start(threads);
    for (const pause of [0, 1, 30]) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      expect(signatures((words) => run('sign', words)).at(-1)).toBe(threads);
    }
  });
});

test('a long job is waited for as long as it shows life', async () => {
  await start(2);
  let [rounds, longest] = [1000, 0];
  // Twice the time after which a thread that shows no life is given up.
  while (longest < 1200) {
    const begin = performance.now();
    run('work', 1, rounds);
    longest = performance.now() - begin;
    rounds *= 2;
  }
  expect(signatures((words) => run('sign', words))).toEqual([1, 2, 2]);
});

test('a private memory that has grown hands its arguments over all the same', async () => {
  await start(1);
  heap.allocate(17 * 2 ** 20);
  expect(signatures((words) => run('sign', words))).toEqual([1, 1]);
});

test('floats go over as their bits', async () => {
  await start(1);
  expect([1, -0, Number.NaN, 0.1].map((value) => pool.bits(value) >>> 0)).toEqual([
    0x3f800000, 0x80000000, 0x7fc00000, 0x3dcccccd,
  ]);
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
        message: `backend simd: kernel trap trapped on thread ${first}: unreachable`,
      });
      run('trap', 0);
      expect(signatures((words) => run('sign', words))).toEqual([1, 2, 3, 3]);
    }
  });

  test('where the calling thread works alone', async () => {
    await start(2);
    expect(() => runAlone('trap', 1)).toThrow('backend simd: kernel trap trapped on thread 0: unreachable');
    expect(() => run('trap', 2)).toThrow('thread 1');
    runAlone('trap', 2);
  });
});

describe('a thread that is gone', () => {
  function expectGone(work: () => void, message: string): void {
    const begin = performance.now();
    expect(work).toThrow(ThreadError);
    expect(performance.now() - begin).toBeLessThan(10_000);
    // From then on at once, and for all kernels.
    const again = performance.now();
    expect(() => run('sign', 0)).toThrow(message);
    expect(() => runAlone('sign', 0)).toThrow(message);
    expect(performance.now() - again).toBeLessThan(500);
  }

  test('before a job: the next one says so', async () => {
    const workers = watchWorkers();
    await start(3);
    await workers[1]!.terminate();
    expectGone(
      () => run('sign', 0),
      'backend simd: thread 2 is gone: it ended with code 1; remove the backend and set it again',
    );
  });

  test('between two jobs, without a pause in which the calling thread could hear of it', async () => {
    const workers = watchWorkers();
    await start(2);
    void workers[0]!.terminate();
    // Until the worker's own thread has ended; the calling one does not return to its event loop.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
    expectGone(
      () => run('sign', heap.allocate(256)),
      'backend simd: thread 1 does not answer in kernel sign; remove the backend and set it again',
    );
  });

  test('in the middle of a job', async () => {
    await start(2);
    expectGone(
      () => run('stall', 1),
      'backend simd: thread 1 does not answer in kernel stall; remove the backend and set it again',
    );
  });

  test('ends the others too', async () => {
    const workers = watchWorkers();
    await start(4);
    expect(() => run('stall', 2)).toThrow('thread 2 does not answer');
    await haveEnded(workers);
  });
});

test('where the calling thread may not sleep it looks, and gives up after the same time', async () => {
  vi.spyOn(Atomics, 'wait').mockImplementation(() => {
    throw new TypeError('Atomics.wait cannot be called in this context');
  });
  await start(2);
  expect(signatures((words) => run('sign', words))).toEqual([1, 2, 2]);
  run('work', 1, 20_000);
  expect(() => run('trap', 2)).toThrow('thread 1: unreachable');
  const begin = performance.now();
  expect(() => run('stall', 1)).toThrow('does not answer');
  expect(performance.now() - begin).toBeLessThan(10_000);
});

test('a pool that was stopped says so', async () => {
  const workers = watchWorkers();
  await start(2);
  pool.stop();
  await haveEnded(workers);
  expect(() => run('sign', 0)).toThrow(new ThreadError('backend simd: it was removed'));
});

test('a worker that does not start is an error, and the others end', async () => {
  const workers = watchWorkers((index) => {
    if (index === 1) throw new Error('no more threads');
  });
  await expect(start(3)).rejects.toThrow('no more threads');
  expect(workers).toHaveLength(1);
  await haveEnded(workers);
});
