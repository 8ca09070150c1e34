import { afterEach, expect, test } from 'vitest';
import { startSimd, stopSimd } from '../support/configurations.ts';
import { trainTiny } from '../support/train-tiny.ts';
import { trainWhileThreadsEnd } from '../support/train-while-threads-end.ts';

afterEach(stopSimd);

const STEPS = 3;

async function undisturbed() {
  await startSimd({ threads: 2 });
  return trainTiny(STEPS);
}

// Without shared memory there are no threads that could end.
test.runIf(crossOriginIsolated)('on a page: the run goes on with the same bits, and another thread comes', async () => {
  const { ended, replaced, made } = await trainWhileThreadsEnd(STEPS);
  stopSimd();
  const expected = await undisturbed();
  expect(ended).toEqual(expected);
  expect(replaced).toEqual(expected);
  expect(made).toBe(2);
});

test.runIf(crossOriginIsolated)('in a Web Worker, too', async () => {
  const worker = new Worker(new URL('../support/ending-threads.worker.ts', import.meta.url), { type: 'module' });
  const answer = await new Promise<unknown>((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(STEPS);
  });
  worker.terminate();
  const expected = await undisturbed();
  expect(answer).toEqual({ ended: expected, replaced: expected, made: 2 });
});
