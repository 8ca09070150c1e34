import { dispose, memory } from '@tensorflow/tfjs-core';

/**
 * Runs `work`, disposes the tensors in what it returns, and throws if there are then more tensors than before, or fewer: an input
 * that `work` disposed though it was the caller's. A tensor made before the call and returned counts as disposed by `work`.
 */
export async function expectNoLeak(work: () => Promise<unknown> | unknown): Promise<void> {
  const before = memory().numTensors;
  const result = await work();
  if (result !== null && typeof result === 'object') dispose(result as Parameters<typeof dispose>[0]);
  const left = memory().numTensors - before;
  if (left > 0) throw new Error(`${left} ${left === 1 ? 'tensor' : 'tensors'} leaked`);
  if (left < 0) throw new Error(`${-left} ${left === -1 ? 'tensor' : 'tensors'} too many disposed`);
}
