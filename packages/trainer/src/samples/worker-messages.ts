import type { SampleArrays } from '@unet/tensor/arrays';

/** Asks a worker to make its source, or for a sample of it; `request` comes back with the answer. */
export type WorkerRequest =
  | { readonly request: number; readonly setup: unknown }
  | { readonly request: number; readonly index: number };

/** The source's length, the sample, or why there is none. */
export type WorkerAnswer =
  | { readonly request: number; readonly value: number | SampleArrays }
  | { readonly request: number; readonly error: unknown };

/** Others may use the same channel: anything but requests and answers is theirs. */
export function isNumbered(message: unknown): message is { readonly request: number } {
  return typeof message === 'object' && message !== null && 'request' in message && typeof message.request === 'number';
}
