import { env } from '@tensorflow/tfjs-core';

/**
 * Bytes up to which a GPU keeps the memory of released tensors for the next ones of the same size. A step of base 32 at 316 pixels
 * with Adam needs about 263 MiB at its peak (`trainingMemory`), and the pieces of all sizes together more; half of the 2 GiB of small GPUs.
 */
const DEFAULT_REUSE_LIMIT = 2 ** 30;

const FLAG = 'WEBGL_DELETE_TEXTURE_THRESHOLD';

/**
 * Left to itself `webgl` keeps every texture, by exact size: each new input size adds its own. Sets the flag for that, unless it
 * is set already; a limit that is given is set in any case.
 */
export function limitTextures(limit: number | undefined): void {
  if (limit === undefined && FLAG in env().getFlags()) return;
  env().set(FLAG, limit ?? DEFAULT_REUSE_LIMIT);
}

/** What keeps the buffers of `webgpu`. */
export interface BufferManager {
  readonly numBytesAllocated: number;
  releaseBuffer(buffer: unknown, reuse?: boolean): void;
}

const limits = new WeakMap<BufferManager, number>();

/** The same for `webgpu`, which has no such flag: its buffers are given back once it holds more than the limit. */
export function limitBuffers(manager: BufferManager, limit: number | undefined): void {
  if (limit === undefined && limits.has(manager)) return;
  const known = limits.has(manager);
  limits.set(manager, limit ?? DEFAULT_REUSE_LIMIT);
  if (known) return;
  const release = manager.releaseBuffer;
  manager.releaseBuffer = (buffer, reuse = true) => {
    const fits = manager.numBytesAllocated <= limits.get(manager)!;
    release.call(manager, buffer, reuse && fits);
  };
}

/** Runs work during which no buffer is given back. */
export async function whileKeepingBuffers<Result>(
  manager: BufferManager,
  work: () => Promise<Result>,
): Promise<Result> {
  const limit = limits.get(manager);
  if (limit === undefined) return work();
  limits.set(manager, Number.POSITIVE_INFINITY);
  try {
    return await work();
  } finally {
    limits.set(manager, limit);
  }
}
