import { stopProbing } from '../../engine/probe-backends.ts';
import { dataset } from '../../state/dataset.ts';
import { notify, notifyError } from '../../state/notices.ts';
import { loadRun } from '../../storage/run-store.ts';
import type { StoredRun } from '../../storage/stored-run.ts';
import { isOfFirstVersion } from '../../storage/upgrade-run.ts';
import { nextPlan } from '../plan/next-plan.ts';
import { nextPreflight } from '../plan/next-preflight.ts';
import { chosenBackend } from '../plan/train-backend.ts';
import { change, settings } from '../plan/train-settings.ts';
import { takeRunLock } from './run-lock.ts';
import { live, phase, scoring } from './run-state.ts';
import { currentSession, trainOn } from './train-on.ts';

/**
 * Starts a new run with the settings of the panels, instead of the one that was kept. Where the device cannot hold it, the largest that
 * fits.
 */
export async function startRun(): Promise<void> {
  const offer = nextPreflight.value?.offer;
  if (offer !== undefined) change(offer);
  const { plan } = nextPlan.value;
  const slices = dataset.value;
  if (slices === undefined || plan === undefined) return;
  await alone(async (signal) => {
    const run: StoredRun = {
      version: 3,
      id: `${Date.now()}-${Math.random()}`,
      dataset: { id: slices.id, description: slices.description },
      plan,
      backend: chosenBackend.value,
      status: 'running',
      message: undefined,
      step: 0,
      losses: new Float64Array(),
      seconds: 0,
      waitSeconds: 0,
      checkpoint: undefined,
      formerIdentity: undefined,
      weights: undefined,
      scores: undefined,
    };
    await trainOn(run, slices, signal);
  });
}

/**
 * Goes on with the run that is kept: on the backend that is chosen, or else on its own, with which it gives the same weights as if it had never
 * been interrupted.
 * @param notice said once it is sure that no other tab does
 * @returns false if it cannot; the page says why
 */
export async function resumeRun(notice?: string): Promise<boolean> {
  return alone(async (signal) => {
    // Another tab may have gone on with it in the meantime.
    const run = await loadRun();
    const slices = dataset.value;
    if (run === undefined || slices === undefined) return;
    if (run.dataset.id !== slices.id) throw new Error(otherSlices(run));
    if (notice !== undefined) notify('success', notice);
    if (isOfFirstVersion(run)) notify('warning', ofFormerVersion);
    const { backend } = settings.value;
    const running = { status: 'running', message: undefined, weights: undefined, scores: undefined } as const;
    await trainOn({ ...run, ...running, backend: backend === 'auto' ? run.backend : backend }, slices, signal);
  });
}

/** What is said of a run whose last checkpoint is not of this version. */
const ofFormerVersion =
  'An earlier version of this page began this run. It goes on with its settings, but this version weights the rims of its squares otherwise: the network will not be the same as without the change.';

/** Why a run cannot go on with the slices that are loaded. */
export function otherSlices(run: Pick<StoredRun, 'dataset'>): string {
  return `This run belongs to other slices (${run.dataset.description}): load them in the Data panel to go on with it.`;
}

/** Ends the session after the step under way; the run can go on later. */
export function pauseRun(): void {
  phase.value = 'pausing';
  currentSession()?.end('paused');
}

/** Ends the run after the step under way, and scores what it has learned. */
export function stopRun(): void {
  phase.value = 'stopping';
  currentSession()?.end('stopped');
}

/** Ends at once what is not worth waiting for: a start, or the scores. What is saved stays. */
export function leave(): void {
  leaving?.abort();
}

let leaving: AbortController | undefined;

/** Does something with the stored run that no other tab may do meanwhile. Errors become messages. */
async function alone(work: (leave: AbortSignal) => Promise<void>): Promise<boolean> {
  if (phase.value !== 'idle') return false;
  phase.value = 'starting';
  leaving = new AbortController();
  stopProbing();
  const release = await takeRunLock();
  try {
    if (release === undefined) {
      notify('warning', 'Another tab of this page is training. Pause or close it there, then go on here.');
      return false;
    }
    await work(leaving.signal);
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
