import { createWorkerSource, prefetch, shareSlices } from '@unet/trainer/arrays';
import { describe, expect, test } from 'vitest';
import { tileOptions, variedSource } from './sources.ts';
import { squareSlices } from './tiny.ts';

// In Node, worker-threads.node.test.ts has the same.
describe.runIf(typeof document !== 'undefined')('Web Workers', () => {
  const setup = { slices: shareSlices(squareSlices(2)), options: tileOptions };

  test.each([1, 2])('prepare the same samples, bit for bit, with %d of them', async (workers) => {
    const createWorker = () => new Worker(new URL('./workers/web-worker.ts', import.meta.url), { type: 'module' });
    const source = prefetch(await createWorkerSource({ createWorker, workers, setup }), { ahead: 3 });
    const plain = variedSource();
    expect(source.length).toBe(plain.length);
    for (const index of [0, 1, 2, 3, 17, 2]) expect(await source.sample(index)).toEqual(plain.sample(index));
    await source.close();
    await expect(source.sample(0)).rejects.toThrow('closed');
  });

  test('errors come with their class', async () => {
    const createWorker = () => new Worker(new URL('./workers/web-worker.ts', import.meta.url), { type: 'module' });
    const wrong = { ...setup, options: { ...tileOptions, inputSize: 21 } };
    await expect(createWorkerSource({ createWorker, setup: wrong })).rejects.toThrow(
      new RangeError('createTileSource: inputSize must be a legal input size (nearest 20 or 22), got 21'),
    );
  });

  test('a script that throws, or that is not there', async () => {
    const throwing = URL.createObjectURL(new Blob(['throw new Error("out of luck")'], { type: 'text/javascript' }));
    for (const [url, message] of [
      [throwing, /^sample worker: .*out of luck/],
      ['/nowhere/to-be-found.js', /^sample worker: its script cannot be loaded$/],
    ] as const) {
      const createWorker = () => new Worker(url, { type: 'module' });
      await expect(createWorkerSource({ createWorker, setup })).rejects.toThrow(message);
    }
  });
});

test('every page has Web Workers', () => {
  expect(typeof document === 'undefined' || typeof Worker === 'function').toBe(true);
});
