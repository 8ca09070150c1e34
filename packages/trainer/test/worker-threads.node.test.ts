import { execFile, execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { createWorkerSource, prefetch, SampleWorkerError, shareSlices } from '@unet/trainer/arrays';
import { beforeAll, describe, expect, test } from 'vitest';
import { tileOptions, variedSource } from './sources.ts';
import { squareSlices } from './tiny.ts';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const run = promisify(execFile);

// Worker threads of Node 20 cannot load TypeScript: these are the built package's.
beforeAll(() => {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '--build', 'packages/trainer'], {
    cwd: repository,
  });
}, 120_000);

const setup = { slices: squareSlices(2), options: tileOptions };

const tileWorker = new URL('./workers/tile-worker.mjs', import.meta.url);
const dyingWorker = new URL('./workers/dying-worker.mjs', import.meta.url);
const closingProgram = new URL('./workers/closing.mjs', import.meta.url);
const forgetfulProgram = new URL('./workers/forgetful.mjs', import.meta.url);

/** Starts threads of a script, and keeps them to be looked at. */
function threadsOf(script: URL) {
  const threads: Worker[] = [];
  const createWorker = () => {
    threads.push(new Worker(script));
    return threads.at(-1)!;
  };
  return { createWorker, threads };
}

const ended = (threads: readonly Worker[]) => threads.map(({ threadId }) => threadId === -1);

test.each([1, 2])('the same samples, bit for bit, with %d threads, slices shared or not', async (workers) => {
  const plain = variedSource();
  for (const slices of [setup.slices, shareSlices(setup.slices)]) {
    const { createWorker, threads } = threadsOf(tileWorker);
    const source = prefetch(await createWorkerSource({ createWorker, workers, setup: { ...setup, slices } }), {
      ahead: 3,
    });
    expect(source.length).toBe(plain.length);
    for (const index of [0, 1, 2, 3, 4, 17, 2, 3, 40]) expect(await source.sample(index)).toEqual(plain.sample(index));
    expect(ended(threads)).toEqual(new Array(workers).fill(false));
    await source.close();
    expect(ended(threads)).toEqual(new Array(workers).fill(true));
  }
});

describe('a thread that ends', () => {
  test.each([
    ['exit', 'sample worker: ended by itself with exit code 3'],
    ['throw', 'sample worker: thrown where nothing catches'],
  ])('by %s fails the sample that it was preparing, and the next ones', async (ending, message) => {
    const { createWorker, threads } = threadsOf(dyingWorker);
    // Without prefetch(), which would ask for the sample that ends the thread before the first one has arrived.
    const source = await createWorkerSource({ createWorker, setup: { ...setup, ending } });
    expect(await source.sample(0)).toEqual(variedSource().sample(0));
    await expect(source.sample(1)).rejects.toThrow(new SampleWorkerError(message));
    await expect(source.sample(2)).rejects.toThrow(new SampleWorkerError(message));
    await source.close();
    expect(ended(threads)).toEqual([true]);
  });

  test('before it serves anything', async () => {
    const { createWorker } = threadsOf(new URL('./nowhere.mjs', import.meta.url));
    await expect(createWorkerSource({ createWorker, setup })).rejects.toThrow(
      /^sample worker: Cannot find module '.*nowhere\.mjs'/,
    );
    const silent = () => new Worker('', { eval: true });
    await expect(createWorkerSource({ createWorker: silent, setup })).rejects.toThrow(
      new SampleWorkerError('sample worker: ended by itself with exit code 0'),
    );
  });

  test('because of a wrong setup: that error, and no thread is left', async () => {
    const { createWorker, threads } = threadsOf(tileWorker);
    const wrong = { ...setup, options: { ...tileOptions, inputSize: 21 } };
    await expect(createWorkerSource({ createWorker, workers: 2, setup: wrong })).rejects.toThrow(
      new RangeError('createTileSource: inputSize must be a legal input size (nearest 20 or 22), got 21'),
    );
    expect(ended(threads)).toEqual([true, true]);
  });
});

test('threads that are not closed do not keep the process alive', async () => {
  const { stdout } = await run(process.execPath, [fileURLToPath(forgetfulProgram)], { timeout: 30_000 });
  expect(stdout).toBe('sample of 24 pixels\n');
});

test('a process does not end before the threads that it closes, though an answer comes late', async () => {
  const { stdout } = await run(process.execPath, [fileURLToPath(closingProgram)], { timeout: 30_000 });
  expect(stdout).toBe('closed\n');
});

test('TensorFlow.js is not loaded by the arrays entry', async () => {
  const loaded = async (entry: string) => {
    const script = `await import('${entry}');
      const { cache } = (await import('node:module')).createRequire(import.meta.url);
      console.log(Object.keys(cache).filter((path) => path.includes('tfjs-core')).length > 0);`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: repository });
    return stdout.trim().split('\n').at(-1);
  };
  expect(await loaded('@unet/trainer/arrays')).toBe('false');
  expect(await loaded('@unet/trainer')).toBe('true');
});
