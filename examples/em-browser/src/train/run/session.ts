import type { LabelledSliceArrays } from '@unet/tensor/arrays';
import { shareSlices } from '@unet/trainer/arrays';
import { proxy, type Remote, wrap } from 'comlink';
import { DeviceLostError } from '../../engine/device-lost-error.ts';
import { type Dataset, heldOutSlices, trainingSlices } from '../../state/dataset.ts';
import type { StoredRun } from '../../storage/stored-run.ts';
import type { SessionEvent, TrainWorker } from './session-messages.ts';

/** A worker that trains. */
export interface Session {
  /** Settles when the worker has done all it was asked for; rejects with what went wrong. */
  readonly finished: Promise<void>;
  /** Asks it to end after the step under way. */
  end(how: 'paused' | 'stopped'): void;
  /** Asks it to save the run after the step under way. */
  save(): void;
  /** Ends it at once. */
  terminate(): void;
}

/** Starts a worker on a run. The caller terminates it, also after it has finished: its memory goes with it. */
export function openSession(
  run: StoredRun,
  dataset: Dataset,
  onEvent: (event: Exclude<SessionEvent, { kind: 'lost' }>) => void,
): Session {
  const thread = new Worker(new URL('../worker/train-worker.ts', import.meta.url), { type: 'module', name: 'train' });
  const worker: Remote<TrainWorker> = wrap<TrainWorker>(thread);
  let terminated: () => void = () => {};
  let lost: (error: Error) => void = () => {};
  const ended = new Promise<void>((resolve, reject) => {
    terminated = resolve;
    lost = reject;
    thread.addEventListener('error', ({ message }) => {
      reject(
        new Error(message ? `The worker that trains failed: ${message}` : 'The worker that trains cannot be loaded'),
      );
    });
  });
  const listener = (event: SessionEvent): void => {
    // A worker that has lost its GPU may never say another word.
    if (event.kind === 'lost') lost(new DeviceLostError(event.message));
    else onEvent(event);
  };
  const order = { run, training: shared(dataset), heldOut: heldOutSlices(dataset) };
  return {
    finished: Promise.race([worker.run(order, proxy(listener)), ended]),
    end: (how) => void worker.end(how),
    save: () => void worker.save(),
    terminate() {
      thread.terminate();
      terminated();
    },
  };
}

const sharedSlices = new WeakMap<Dataset, readonly LabelledSliceArrays[]>();

/** The training slices in memory that workers read where it is, copied once for all sessions. */
function shared(dataset: Dataset): readonly LabelledSliceArrays[] {
  const known = sharedSlices.get(dataset) ?? shareSlices(trainingSlices(dataset));
  sharedSlices.set(dataset, known);
  return known;
}
