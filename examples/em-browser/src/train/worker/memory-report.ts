import { memory } from '@tensorflow/tfjs-core';
import type { MemoryReport } from '../run/session-messages.ts';

/** Counts the tensors of the current backend, and what the device holds for them where it says so. */
export function memoryReport(): MemoryReport {
  // Each backend adds fields of its own.
  const info = memory() as ReturnType<typeof memory> & {
    readonly numBytesInGPU?: number;
    readonly simd?: { readonly held: number };
  };
  return { tensors: info.numTensors, bytes: info.numBytes, deviceBytes: info.numBytesInGPU ?? info.simd?.held };
}
