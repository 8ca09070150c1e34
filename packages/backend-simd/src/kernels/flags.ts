import type { SimdBackend } from '../backend.ts';
import { FLAG_BYTES } from './shared-sizes.ts';

/** Whether the threads that a kernel with so much work ran on all left a 0. */
export function noFlag(backend: SimdBackend, flags: number, work: number): boolean {
  const words = new Int32Array(backend.buffer, flags, (backend.threads * FLAG_BYTES) / 4);
  for (let thread = 0; thread < backend.shares(work); thread++)
    if (words[(thread * FLAG_BYTES) / 4] !== 0) return false;
  return true;
}

/** Whether all of `count` floats are finite. */
export function areFinite(backend: SimdBackend, address: number, count: number): boolean {
  return backend.withScratch(FLAG_BYTES * backend.threads, (flags) => {
    backend.run('findNotFinite', count * 4, { values: address, count, flags });
    return noFlag(backend, flags, count * 4);
  });
}
