import { createStore, del, get, set } from 'idb-keyval';
import type { StoredRun } from './stored-run.ts';
import { upgradeRun } from './upgrade-run.ts';

// IndexedDB, for the page and its workers. One record holds a whole run: it is replaced in one transaction, or stays as it was.
const store = createStore('unet-training', 'run');
const RUN = 'run';
const ATTEMPT = 'attempt';

/**
 * The run that is kept, if there is one; one that an earlier version of this page kept in the words of this one.
 * @throws UnknownRunError for a run that this page cannot read, DOMException where the browser keeps nothing
 */
export async function loadRun(): Promise<StoredRun | undefined> {
  return upgradeRun(await get<unknown>(RUN, store));
}

/**
 * Keeps a run instead of the one that was there.
 * @throws DOMException if the browser has no room, or gives this page none
 */
export async function saveRun(run: StoredRun): Promise<void> {
  await set(RUN, run, store);
}

/** An attempt to train that has not taken a step yet. Found when the page opens, it says that the last one ended the page. */
export interface RunAttempt {
  readonly run: string;
}

export async function loadAttempt(): Promise<RunAttempt | undefined> {
  return get<RunAttempt>(ATTEMPT, store);
}

/** To be called before an attempt. */
export async function saveAttempt(attempt: RunAttempt): Promise<void> {
  await set(ATTEMPT, attempt, store);
}

/** To be called when it has taken a step, or has failed in a way that the page survived. */
export async function deleteAttempt(): Promise<void> {
  await del(ATTEMPT, store);
}
