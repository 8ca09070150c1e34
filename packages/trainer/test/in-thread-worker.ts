import type { SampleArrays } from '@unet/tensor/arrays';
import { type SampleSource, serveSamples, type WebSampleWorker } from '@unet/trainer/arrays';

/** What a Web Worker would be, on this thread: its script serves the source at the other end of a channel. */
export interface InThreadWorker extends WebSampleWorker {
  /** How often it was terminated. */
  readonly terminations: number;
  /** As when something is thrown that nobody catches, or a message cannot be read. */
  fail(type: 'error' | 'messageerror', event?: { message?: string }): void;
  /** Sends what no sample worker would. */
  send(message: unknown): void;
}

export function inThreadWorker<Setup>(
  createSource: (setup: Setup) => SampleSource<SampleArrays> | Promise<SampleSource<SampleArrays>>,
): InThreadWorker {
  const { port1: outside, port2: inside } = new MessageChannel();
  const failures = new Map<string, (event: never) => void>();
  let terminations = 0;
  serveSamples(inside, createSource);
  return {
    get terminations() {
      return terminations;
    },
    postMessage: (message) => outside.postMessage(message),
    addEventListener(type, listener) {
      if (type !== 'message') {
        failures.set(type, listener);
        return;
      }
      outside.addEventListener('message', listener as (event: Event) => void);
      outside.start();
    },
    terminate() {
      terminations++;
      outside.close();
    },
    fail: (type, event = {}) => failures.get(type)!(event as never),
    send: (message) => inside.postMessage(message),
  };
}
