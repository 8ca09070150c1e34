import type { SampleWorker } from '@unet/trainer';
import { expect, test } from 'vitest';
import { createCheckpointPace } from '../src/checkpoint-pace.ts';
import { openSamples } from '../src/open-samples.ts';

test('a checkpoint is due after so many steps, and after more than two minutes since the last one', () => {
  let now = 5000;
  const pace = createCheckpointPace(50, () => now);
  expect([49, 50, 51, 100].map((step) => pace.isDue(step))).toEqual([false, true, false, true]);
  now += 120_000;
  expect(pace.isDue(51)).toBe(false);
  now += 1;
  expect(pace.isDue(51)).toBe(true);
  pace.saved();
  expect(pace.isDue(52)).toBe(false);
  now += 120_001;
  expect(pace.isDue(53)).toBe(true);
});

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
  const source = await openSamples({ slices: [], options: {} as never }, workers, batchSize, createWorker);
  await source.sample(7);
  await source.close();
  expect({ started, length: source.length }).toEqual({ started: workers, length: 100 });
  expect(asked).toEqual(Array.from({ length: ahead + 1 }, (_, place) => 7 + place));
});
