import { defaultWorkers, openSamples } from '@unet/run/arrays';
import type { SampleWorker } from '@unet/trainer/arrays';
import { expect, test } from 'vitest';

test.each([
  { workers: 1, batchSize: 1, ahead: 2 },
  { workers: 4, batchSize: 1, ahead: 4 },
  { workers: 2, batchSize: 3, ahead: 6 },
])('$workers threads prepare $ahead samples ahead of batches of $batchSize', async ({ workers, batchSize, ahead }) => {
  const asked: number[] = [];
  let started = 0;
  /** Answers at once and keeps what it was asked for. */
  const createWorker = (): SampleWorker => {
    const answers = new EventTarget();
    started++;
    return {
      postMessage: (message) => {
        const { request, index } = message as { request: number; index?: number };
        if (index !== undefined) asked.push(index);
        queueMicrotask(() => answers.dispatchEvent(new MessageEvent('message', { data: { request, value: 100 } })));
      },
      addEventListener: (type: string, listener: (event: never) => void) =>
        answers.addEventListener(type, listener as (event: Event) => void),
      terminate: () => {},
    };
  };
  const source = await openSamples({ slices: [], options: {} as never }, { workers, batchSize, createWorker });
  await source.sample(7);
  await source.close();
  expect({ started, length: source.length }).toEqual({ started: workers, length: 100 });
  expect(asked).toEqual(Array.from({ length: ahead + 1 }, (_, place) => 7 + place));
});

test.each([
  [1, 1],
  [2, 1],
  [4, 3],
  [64, 4],
])('with %d cores, %d threads prepare samples', (cores, workers) => {
  expect(defaultWorkers(cores)).toBe(workers);
});
