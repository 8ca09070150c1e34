import { describeLoss } from '../../engine/loss.ts';
import type { Dataset } from '../../state/dataset.ts';
import { notify } from '../../state/notices.ts';
import { deleteAttempt, loadRun, saveAttempt, saveRun } from '../../storage/run-store.ts';
import type { StoredRun } from '../../storage/stored-run.ts';
import { applyEvent } from './apply-event.ts';
import { knowSlices, live, phase, run, show } from './run-state.ts';
import { openSession, type Session } from './session.ts';

let session: Session | undefined;

/** Milliseconds after which a loss is not the same trouble again. */
const SHORTLY = 120_000;

/** The worker that trains now, if there is one. */
export function currentSession(): Session | undefined {
  return session;
}

/**
 * Trains until the session ends, or is left. Where the graphics card, or something else that computes, is lost, it is tried once more, from the
 * last step that was saved; soon after that, the user is asked, who may take another backend.
 */
export async function trainOn(first: StoredRun, slices: Dataset, leave: AbortSignal): Promise<void> {
  let lostAt = Number.NEGATIVE_INFINITY;
  for (let next = first; ; ) {
    try {
      await trainOnce(next, slices, leave);
      // Ended before it could say how: at the user's wish, while it was starting.
      if (run.value?.status === 'running') await pause(await lastSaved(next), undefined);
      return;
    } catch (error) {
      const last = await lastSaved(next);
      const wanted = phase.value === 'training' || phase.value === 'starting';
      const loss = describeLoss(error);
      if (loss === undefined || !wanted || performance.now() - lostAt < SHORTLY) {
        await pause(last, error instanceof Error ? error.message : String(error));
        throw error;
      }
      lostAt = performance.now();
      notify('warning', `${loss}: ${(error as Error).message}. Training goes on after step ${last.step}.`);
      phase.value = 'starting';
      next = last;
    }
  }
}

async function trainOnce(next: StoredRun, slices: Dataset, leave: AbortSignal): Promise<void> {
  show(next);
  knowSlices(next, slices);
  live.value = undefined;
  // Without storage the page trains all the same; the worker says that nothing is saved.
  await saveRun(next).catch(() => {});
  await saveAttempt({ run: next.id }).catch(() => {});
  try {
    if (leave.aborted) return;
    const opened = openSession(next, slices, applyEvent);
    session = opened;
    leave.addEventListener('abort', () => opened.terminate());
    document.addEventListener('visibilitychange', saveWhenHidden);
    await opened.finished;
  } finally {
    document.removeEventListener('visibilitychange', saveWhenHidden);
    session?.terminate();
    session = undefined;
    // The page has survived it.
    await deleteAttempt().catch(() => {});
  }
}

/** A page that is hidden may be closed without a word. */
function saveWhenHidden(): void {
  if (document.visibilityState === 'hidden') session?.save();
}

async function lastSaved(known: StoredRun): Promise<StoredRun> {
  const kept = await loadRun().catch(() => undefined);
  return kept?.id === known.id ? kept : known;
}

/** The run waits for the user. */
async function pause(last: StoredRun, message: string | undefined): Promise<void> {
  const paused: StoredRun = { ...last, status: 'paused', message };
  await saveRun(paused).catch(() => {});
  show(paused);
}
