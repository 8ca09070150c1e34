import {
  add,
  backend,
  engine,
  findBackend,
  getBackend,
  ready,
  removeBackend,
  setBackend,
  tensor1d,
} from '@tensorflow/tfjs-core';
import { configureSimd, registerSimd, type SimdBackend } from '@unet/backend-simd';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { startSimd, stopSimd } from '../support/configurations.ts';
import { buildPackage, runProgram } from '../support/run-program.ts';
import { trainTiny } from '../support/train-tiny.ts';
import { haveEnded, watchWorkers, workerOf } from '../support/watch-workers.ts';

afterEach(() => {
  stopSimd();
  configureSimd({});
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('starting', () => {
  test('as many threads as processors, at most 8, with relaxed SIMD and Winograd convolutions', async () => {
    const os = process.getBuiltinModule('node:os');
    const original = process.getBuiltinModule;
    for (const [processors, threads] of [
      [1, 1],
      [3, 3],
      [64, 8],
    ] as const) {
      vi.spyOn(process, 'getBuiltinModule').mockImplementation(((name: string) =>
        name === 'node:os' ? { ...os, availableParallelism: () => processors } : original(name)) as never);
      const simd = await startSimd();
      expect(simd).toMatchObject({ threads, relaxed: true, convolution: 'winograd4' });
      expect(add(tensor1d(new Float32Array(100_000)), 1).dataSync()[99_999]).toBe(1);
    }
  });

  test('as it was told', async () => {
    const options = { threads: 3, relaxed: false, convolution: 'direct' } as const;
    expect(await startSimd(options)).toMatchObject(options);
  });

  test('on one thread where memory cannot be shared', async () => {
    vi.stubGlobal('crossOriginIsolated', false);
    configureSimd({ threads: 4 });
    registerSimd();
    await setBackend('simd');
    expect((backend() as SimdBackend).threads).toBe(1);
    vi.stubGlobal('crossOriginIsolated', true);
    vi.stubGlobal('SharedArrayBuffer', undefined);
    expect((await startSimd()).threads).toBe(1);
    expect(add(tensor1d([1]), 1).dataSync()).toEqual(Float32Array.of(2));
  });

  test('on one thread where workers cannot be made', async () => {
    const workers = watchWorkers((label) => {
      if (label === 'simd 2') throw new Error('Access to this API has been restricted');
    });
    configureSimd({ threads: 3 });
    registerSimd();
    await setBackend('simd');
    expect((backend() as SimdBackend).threads).toBe(1);
    expect(add(tensor1d(new Float32Array(100_000)), 1).dataSync()[99_999]).toBe(1);
    await haveEnded(workers);
  });
});

describe('removal', () => {
  test('ends the threads, refuses further work, and the next start is a new one', async () => {
    const workers = watchWorkers();
    const old = await startSimd({ threads: 3 });
    const tensor = tensor1d([1, 2]);
    expect(workers.map(({ label }) => label)).toEqual(['simd 1', 'simd 2', 'simd watcher']);
    removeBackend('simd');
    await haveEnded(workers);
    expect(engine().backendNames()).not.toContain('simd');
    expect(() => old.run('copyBytes', 0, { from: 0, to: 0, count: 0 })).toThrow('backend simd: it was removed');
    // What is still there can be read, or moved to another backend.
    expect(tensor.dataSync()).toEqual(Float32Array.of(1, 2));
    expect(registerSimd()).toBe(true);
    expect(await setBackend('simd')).toBe(true);
    expect(backend()).not.toBe(old);
    expect((backend() as SimdBackend).memory().simd.held).toBe(0);
    expect(add(tensor, 1).dataSync()).toEqual(Float32Array.of(2, 3));
  });

  test('registering twice says so without a warning', () => {
    const warn = vi.spyOn(console, 'warn');
    expect(registerSimd()).toBe(true);
    expect(registerSimd()).toBe(false);
    expect(warn).not.toHaveBeenCalled();
  });

  test('while it starts: no thread is left, nothing is rejected unheard', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const unheard = vi.fn();
    process.on('unhandledRejection', unheard);
    const workers = watchWorkers();
    configureSimd({ threads: 3 });
    registerSimd();
    const starting = setBackend('simd');
    removeBackend('simd');
    expect(await starting).toBe(false);
    expect(workers).toHaveLength(3);
    await haveEnded(workers);
    process.off('unhandledRejection', unheard);
    expect(unheard).not.toHaveBeenCalled();
  });

  test('while it starts, and set again at once: the second one runs, the first one has ended', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const workers = watchWorkers();
    configureSimd({ threads: 2 });
    registerSimd();
    const first = setBackend('simd');
    removeBackend('simd');
    registerSimd();
    const second = setBackend('simd');
    await Promise.all([first, second]);
    await ready();
    expect(getBackend()).toBe('simd');
    expect(findBackend('simd')).toBe(backend());
    expect(add(tensor1d(new Float32Array(100_000)), 1).dataSync()[99_999]).toBe(1);
    expect(workers).toHaveLength(4);
    // Both compile their module at the same time: whose worker is made first is open.
    const running = () => workers.filter(({ threadId }) => threadId !== -1);
    await vi.waitFor(() => expect(running()).toHaveLength(2), 10_000);
  });

  beforeAll(buildPackage);

  test('memory is collected', async () => {
    // A process of its own, whose heap nobody else fills.
    const { output } = await runProgram(
      `for (let round = 0; round < 8; round++) {
         await start(2);
         tf.fill([96 * 2 ** 20 / 4], 1).dispose();
         tf.removeBackend('simd');
         await new Promise((resolve) => setTimeout(resolve, 20));
         globalThis.gc();
       }
       report(process.memoryUsage().rss / 2 ** 20);`,
      ['--expose-gc'],
    );
    // 8 times 96 MiB are 768 MiB.
    expect(Number(output)).toBeLessThan(500);
  });
});

test('two backends at once do not know of each other', async () => {
  const { SimdBackend } = await import('@unet/backend-simd');
  const one = await SimdBackend.start({ threads: 2 });
  const two = await SimdBackend.start({ threads: 3, relaxed: false });
  const onOne = one.write(Float32Array.of(1, 2), [2], 'float32');
  const onTwo = two.write(Float32Array.of(3, 4), [2], 'float32');
  expect(one.readSync(onOne)).toEqual(Float32Array.of(1, 2));
  one.dispose();
  expect(two.readSync(onTwo)).toEqual(Float32Array.of(3, 4));
  two.dispose();
});

test.each([1, 2, 3])('the same bits from run to run, %d threads', async (threads) => {
  await startSimd({ threads });
  const first = trainTiny(3);
  await startSimd({ threads });
  expect(trainTiny(3)).toEqual(first);
});

test('a thread that ends changes nothing: the same bits without it, and with the one that takes its place', async () => {
  const workers = watchWorkers();
  await startSimd({ threads: 3 });
  const expected = trainTiny(3);
  const end = (step: number) => {
    if (step === 1) void workerOf(workers, 2).terminate();
  };
  expect(trainTiny(3, end)).toEqual(expected);
  await vi.waitFor(() => expect(workers).toHaveLength(4), 20_000);
  expect(trainTiny(3)).toEqual(expected);
});
