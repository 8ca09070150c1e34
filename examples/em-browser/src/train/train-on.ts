import type { Dataset } from '../state/dataset.ts';
import { notify } from '../state/notices.ts';
import { deleteAttempt, loadRun, saveAttempt, saveRun } from '../storage/run-store.ts';
import type { StoredRun } from '../storage/stored-run.ts';
import { applyEvent } from './apply-event.ts';
import { knowSlices, phase, show } from './run-state.ts';
import { isDeviceLost, openSession, type Session } from './session.ts';

let session: Session | undefined;

/** Milliseconds after which a graphics card that is lost is not the same trouble again. */
const SHORTLY = 120_000;

/** The worker that trains now, if there is one. */
export function currentSession(): Session | undefined {
  return session;
}

/** Trains until the session ends. A graphics card that is lost is tried once more, from the last step that was saved. */
export async function trainOn(run: StoredRun, slices: Dataset): Promise<void> {
  let lostAt = Number.NEGATIVE_INFINITY;
  for (let next = run; ; ) {
    try {
      await trainOnce(next, slices);
      return;
    } catch (error) {
      const last = await lastSaved(next);
      const wanted = phase.value === 'training' || phase.value === 'starting';
      if (!isDeviceLost(error) || !wanted || performance.now() - lostAt < SHORTLY) {
        await pause(last, error);
        throw error;
      }
      lostAt = performance.now();
      notify('warning', `The graphics card was lost: ${error.message}. Training goes on after step ${last.step}.`);
      phase.value = 'starting';
      next = last;
    }
  }
}

async function trainOnce(run: StoredRun, slices: Dataset): Promise<void> {
  show(run);
  knowSlices(run, slices);
  // Without storage the page trains all the same; the worker says that nothing is saved.
  await saveRun(run).catch(() => {});
  await saveAttempt({ run: run.id }).catch(() => {});
  session = openSession(run, slices, applyEvent);
  document.addEventListener('visibilitychange', saveWhenHidden);
  try {
    await session.finished;
  } finally {
    document.removeEventListener('visibilitychange', saveWhenHidden);
    session.terminate();
    session = undefined;
    // The page has survived it.
    await deleteAttempt().catch(() => {});
  }
}

/** A page that is hidden may be closed without a word. */
function saveWhenHidden(): void {
  if (document.visibilityState === 'hidden') session?.save();
}

async function lastSaved(run: StoredRun): Promise<StoredRun> {
  const kept = await loadRun().catch(() => undefined);
  return kept?.id === run.id ? kept : run;
}

/** The run waits for the user after an error. */
async function pause(run: StoredRun, error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  const paused: StoredRun = { ...run, status: 'paused', message };
  await saveRun(paused).catch(() => {});
  show(paused);
}
