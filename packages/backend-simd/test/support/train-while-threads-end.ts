import { ready, setBackend } from '@tensorflow/tfjs-core';
import { configureSimd, registerSimd } from '@unet/backend-simd';
import { type TrainedTiny, trainTiny } from './train-tiny.ts';

/** Longest wait for another thread, in milliseconds: Chromium takes two seconds to end one that is busy. */
const PATIENCE = 60_000;

/**
 * Trains in a browser on two threads, and ends the second one behind the backend's back after the first step.
 * @returns what came out, once more with the thread that took its place, and how many there were in all
 */
export async function trainWhileThreadsEnd(
  steps: number,
): Promise<{ ended: TrainedTiny; replaced: TrainedTiny; made: number }> {
  const made: Worker[] = [];
  const { Worker: Original } = globalThis;
  globalThis.Worker = class extends Original {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      if (options?.name === 'simd 1') made.push(this);
    }
  };
  try {
    configureSimd({ threads: 2 });
    registerSimd();
    await setBackend('simd');
    await ready();
    const ended = trainTiny(steps, (step) => {
      if (step === 1) made[0]!.terminate();
    });
    const end = performance.now() + PATIENCE;
    while (made.length === 1 && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
    return { ended, replaced: trainTiny(steps), made: made.length };
  } finally {
    globalThis.Worker = Original;
  }
}
