import { onDeviceLost } from '@unet/backends';
import { byCost, defaultWorkers, describeOffer, preflight, type RunControls, runTraining } from '@unet/run';
import { DeviceLostError } from '../../engine/device-lost-error.ts';
import { type StartedBackend, startBackend } from '../../engine/start-backend.ts';
import { smallMachine } from '../plan/small-machine.ts';
import type { SessionOrder } from '../run/session-messages.ts';
import { createPageStore } from './page-store.ts';
import { sessionListener, type Tell } from './session-listener.ts';

/**
 * Trains a run from where it is, in a worker: until all its steps are done, or the page ends it. Whatever comes, the run is saved with how it
 * ended; then, unless it is only paused, the held-out slices are scored.
 * @throws BackendError if its backend does not start, DeviceLostError if it loses its GPU, FileError for a damaged checkpoint, and what training throws
 */
export async function trainSession(order: SessionOrder, controls: RunControls, tell: Tell): Promise<void> {
  const { run } = order;
  const backend = await startBackend(run.backend);
  let lost: string | undefined;
  onDeviceLost(({ message }) => {
    lost = message;
    tell({ kind: 'lost', message });
  });
  try {
    await trainOn(backend, order, controls, tell);
  } catch (error) {
    // Reading from a GPU that is gone may fail before it is known to be gone.
    await new Promise((resolve) => setTimeout(resolve, 200));
    throw lost === undefined ? error : new DeviceLostError(lost);
  }
}

async function trainOn(
  backend: StartedBackend,
  { run, training, heldOut }: SessionOrder,
  controls: RunControls,
  tell: Tell,
): Promise<void> {
  tell({ kind: 'started', backend });
  const { plan } = run;
  // The page has asked the same, unless it did not know this backend yet.
  const { problem, offer } = preflight(plan, training, backend.limits, smallMachine());
  if (problem !== undefined) {
    throw new RangeError(offer === undefined ? problem : `${problem} This would fit: ${describeOffer(offer, plan)}.`);
  }
  await runTraining({
    plan,
    training,
    heldOut,
    store: createPageStore(run, tell),
    controls,
    onEvent: sessionListener(heldOut, tell),
    workers: defaultWorkers(navigator.hardwareConcurrency),
    createWorker: () => new Worker(new URL('./sample-worker.ts', import.meta.url), { type: 'module' }),
    // Each as often as its own cost allows.
    pace: { checkpoints: byCost(5000, 20), previews: byCost(2000, 10) },
    symmetries: false,
  });
}
