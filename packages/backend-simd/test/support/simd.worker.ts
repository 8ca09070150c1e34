import { backend, ready, setBackend } from '@tensorflow/tfjs-core';
import { configureSimd, type SimdBackend } from '@unet/backend-simd';
import { trainTiny } from './train-tiny.ts';

// A Web Worker that computes what it is asked for on as many threads as it is told.
self.onmessage = async ({ data }: MessageEvent<{ threads: number; steps: number }>) => {
  configureSimd({ threads: data.threads });
  await setBackend('simd');
  await ready();
  self.postMessage({ threads: (backend() as SimdBackend).threads, ...trainTiny(data.steps) });
};
