import { augmentation } from '../state/augmentation.ts';
import { type Dataset, dataset, trainingSlices } from '../state/dataset.ts';
import { notify, notifyError } from '../state/notices.ts';
import { weighting } from '../state/weighting.ts';
import { deleteAttempt, loadRun, saveAttempt, saveRun } from '../storage/run-store.ts';
import type { StoredRun } from '../storage/stored-run.ts';
import { applyEvent } from './apply-event.ts';
import { chosenBackend } from './chosen-backend.ts';
import { planRun } from './plan-run.ts';
import { takeRunLock } from './run-lock.ts';
import { knowSlices, live, phase, scoring, show } from './run-state.ts';
import { openSession, type Session } from './session.ts';
import { settings } from './settings.ts';

let session: Session | undefined;

/** Starts a new run with the settings of the panels, in the place of the one that was kept. */
export async function startRun(): Promise<void> {
  const slices = dataset.value;
  if (slices === undefined) return;
  await alone(async () => {
    const preparation = { augmentation: augmentation.value, weighting: weighting.value };
    const run: StoredRun = {
      version: 1,
      id: `${Date.now()}-${Math.random()}`,
      dataset: { id: slices.id, description: slices.description },
      plan: planRun(settings.value, trainingSlices(slices), preparation),
      steps: settings.value.steps,
      backend: chosenBackend.value,
      status: 'running',
      message: undefined,
      step: 0,
      losses: new Float64Array(),
      seconds: 0,
      checkpoint: undefined,
      weights: undefined,
      scores: undefined,
    };
    await trainOn(run, slices);
  });
}

/** Goes on with the run that is kept, on the backend that is chosen now. */
export async function resumeRun(): Promise<boolean> {
  return alone(async () => {
    // Another tab may have gone on with it in the meantime.
    const run = await loadRun();
    const slices = dataset.value;
    if (run === undefined || slices === undefined) return;
    if (run.dataset.id !== slices.id) throw new Error(otherSlices(run));
    await trainOn({ ...run, backend: chosenBackend.value, status: 'running', message: undefined }, slices);
  });
}

/** Why a run cannot go on with the slices that are loaded. */
export function otherSlices(run: Pick<StoredRun, 'dataset'>): string {
  return `This run belongs to other slices (${run.dataset.description}): load them in the Data panel to go on with it.`;
}

/** Ends the session after the step under way; the run can go on later. */
export function pauseRun(): void {
  phase.value = 'pausing';
  session?.end('paused');
}

/** Ends the run after the step under way, and scores what it has learned. */
export function stopRun(): void {
  phase.value = 'stopping';
  session?.end('stopped');
}

/** Leaves the scores that are being computed. */
export function skipScores(): void {
  session?.terminate();
}

/** Saves the run as soon as possible, for a page that may be closed without a word. */
export function saveSoon(): void {
  session?.save();
}

/** Does something with the stored run that no other tab may do meanwhile. Errors become messages. */
async function alone(work: () => Promise<void>): Promise<boolean> {
  if (phase.value !== 'idle') return false;
  phase.value = 'starting';
  const release = await takeRunLock();
  try {
    if (release === undefined) {
      notify('warning', 'Another tab of this page is training. Pause or close it there, then go on here.');
      return false;
    }
    await work();
    return true;
  } catch (error) {
    notifyError(error);
    return false;
  } finally {
    release?.();
    phase.value = 'idle';
    live.value = undefined;
    scoring.value = undefined;
  }
}

async function trainOn(run: StoredRun, slices: Dataset): Promise<void> {
  show(run);
  knowSlices(run, slices);
  // Without storage the page trains all the same; the worker says that nothing is saved.
  await saveRun(run).catch(() => {});
  await saveAttempt({ run: run.id }).catch(() => {});
  session = openSession(run, slices, applyEvent);
  try {
    await session.finished;
  } catch (error) {
    await pauseStored(run, error);
    throw error;
  } finally {
    session.terminate();
    session = undefined;
    // The page has survived it.
    await deleteAttempt().catch(() => {});
  }
}

/** The run waits for the user after an error. */
async function pauseStored(run: StoredRun, error: unknown): Promise<void> {
  const kept = await loadRun().catch(() => undefined);
  const last = kept?.id === run.id ? kept : run;
  const message = error instanceof Error ? error.message : String(error);
  const paused: StoredRun = { ...last, status: 'paused', message };
  await saveRun(paused).catch(() => {});
  show(paused);
}
