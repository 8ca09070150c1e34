import { dispose, memory } from '@tensorflow/tfjs-core';

/** Runs `work`, disposes what it returns, and throws if tensors are left that were not there before. */
export async function expectNoLeak(work: () => Promise<unknown> | unknown): Promise<void> {
  const before = memory().numTensors;
  const result = await work();
  if (result !== null && typeof result === 'object') dispose(result as Parameters<typeof dispose>[0]);
  const left = memory().numTensors - before;
  if (left !== 0) throw new Error(`${left} tensors leaked`);
}
