import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import { type Remote, wrap } from 'comlink';
import { notifyError } from '../state/notices.ts';
import type { LookWorker } from './look-worker.ts';

let thread: Remote<LookWorker> | undefined;
let shown: LabelledSliceArrays | undefined;

/** The thread that draws, with this slice: it gets the pixels once, not with every picture. Messages arrive in their order. */
export function lookAt(slice: LabelledSliceArrays): Remote<LookWorker> {
  thread ??= wrap<LookWorker>(new Worker(new URL('./look-worker.ts', import.meta.url), { type: 'module' }));
  if (slice !== shown) {
    shown = slice;
    thread.show(slice).catch(notifyError);
  }
  return thread;
}
