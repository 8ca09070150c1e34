import { afterAll, expect, test } from 'vitest';
import { startSimd, stopSimd } from '../support/configurations.ts';
import { trainTiny } from '../support/train-tiny.ts';

afterAll(stopSimd);

test.each([1, 2])('a Web Worker computes on %d threads as the page does, to the bit', async (wanted) => {
  const threads = crossOriginIsolated ? wanted : 1;
  const worker = new Worker(new URL('../support/simd.worker.ts', import.meta.url), { type: 'module' });
  const answer = await new Promise<unknown>((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage({ threads: wanted, steps: 2 });
  });
  worker.terminate();
  await startSimd({ threads });
  expect(answer).toEqual({ threads, ...trainTiny(2) });
});
