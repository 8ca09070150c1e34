import { onDeviceLost } from '@unet/backends';
import { encodeUNet } from '@unet/model';
import { currentUNet, disposeTrainingState, type TrainingState } from '@unet/trainer';
import { DeviceLostError } from '../../engine/device-lost-error.ts';
import { type StartedBackend, startBackend } from '../../engine/start-backend.ts';
import type { StoredRun } from '../../storage/stored-run.ts';
import { describeOffer, preflight } from '../plan/preflight.ts';
import { optimizerOf } from '../plan/recipe.ts';
import { smallMachine } from '../plan/small-machine.ts';
import type { SessionOrder } from '../run/session-messages.ts';
import { compileStep } from './compile-step.ts';
import { openSamples } from './open-samples.ts';
import { captureRun, divergenceOf, lastGood, openState, tryToSave } from './run-keeper.ts';
import { createRunLog } from './run-log.ts';
import { scoreRun } from './score-run.ts';
import type { SessionControls } from './session-controls.ts';
import { type Tell, takeSteps } from './take-steps.ts';

/**
 * Trains a run from where it is, in a worker: until all its steps are done, or the page ends it. Whatever comes, the run is saved with how it
 * ended; then, unless it is only paused, the held-out slices are scored.
 * @throws BackendError if its backend does not start, DeviceLostError if it loses its GPU, FileError for a damaged checkpoint, and what training throws
 */
export async function trainSession(order: SessionOrder, controls: SessionControls, tell: Tell): Promise<void> {
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
  order: SessionOrder,
  controls: SessionControls,
  tell: Tell,
): Promise<void> {
  const { run } = order;
  tell({ kind: 'started', backend });
  // The page has asked the same, unless it did not know this backend yet.
  const { problem, offer } = preflight(run.plan, order.training, backend.limits, smallMachine());
  if (problem !== undefined) {
    throw new RangeError(
      offer === undefined ? problem : `${problem} ${capitalised(describeOffer(offer, run.plan))} fit.`,
    );
  }
  await compileStep(run.plan, optimizerOf(run.plan));
  const source = await openSamples(run.plan, order.training);
  let state = openState(run);
  try {
    tell({ kind: 'ready' });
    let ended: StoredRun;
    try {
      const log = createRunLog(run);
      await takeSteps({ order, state, source, log, controls, tell });
      const status = state.step >= run.steps ? 'finished' : (controls.ending ?? 'paused');
      ended = { ...(await captureRun(run, state, log)), status, message: undefined };
    } catch (error) {
      const message = divergenceOf(error, state);
      if (message === undefined) throw error;
      ended = { ...(await lastGood(run)), status: 'diverged', message };
      disposeTrainingState(state);
      state = openState(ended);
    } finally {
      await source.close();
    }
    await finish(order, ended, state, tell);
  } finally {
    disposeTrainingState(state);
  }
}

async function finish(order: SessionOrder, ended: StoredRun, state: TrainingState, tell: Tell): Promise<void> {
  const save = async (run: StoredRun): Promise<void> => {
    const reason = await tryToSave(run);
    if (reason !== undefined) tell({ kind: 'unsaved', reason });
  };
  const { status, step, message } = ended;
  const weights = step === 0 ? undefined : await encodeUNet(currentUNet(state));
  const run: StoredRun = { ...ended, weights };
  await save(run);
  tell({ kind: 'ended', status, step, message, weights });
  if (status !== 'stopped' && status !== 'finished') return;
  const scores = await scoreRun(run, currentUNet(state), order.heldOut, tell);
  if (scores === undefined) return;
  await save({ ...run, scores });
  tell({ kind: 'scored', scores });
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
