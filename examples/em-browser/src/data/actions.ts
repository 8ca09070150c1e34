import type { Reading } from '@unet/dataset';
import { proxy, type Remote, wrap } from 'comlink';
import { dataset } from '../state/dataset.ts';
import { notify, notifyError } from '../state/notices.ts';
import type { PhantomChoice } from '../storage/dataset-store.ts';
import { activity, draft, kept, opened } from './data-state.ts';
import type { DataWorker } from './data-worker.ts';
import { datasetOf } from './dataset-of.ts';
import type { DroppedFiles } from './files/read-drop.ts';
import type { OpenedSlices } from './opened-slices.ts';
import { defaultPhantom } from './phantom-choice.ts';

let started: Remote<DataWorker> | undefined;

/** The thread that decodes, checks and keeps slices; there is one. */
function worker(): Remote<DataWorker> {
  started ??= startWorker();
  return started;
}

function startWorker(): Remote<DataWorker> {
  const thread = new Worker(new URL('./data-worker.ts', import.meta.url), { type: 'module' });
  // This worker answers no more: the next task starts another.
  thread.addEventListener('error', () => {
    started = undefined;
    activity.value = undefined;
    notify('error', 'The part of the page that reads slices has stopped. Please try again.');
  });
  return wrap<DataWorker>(thread);
}

/** Opens the slices of the last visit, or the synthetic ones; when the page has just been opened. */
export function openDataset(): Promise<void> {
  return work('Opening the slices', async () => show(await worker().open()));
}

/** Goes over to synthetic slices; the user's own stay in the browser's storage. */
export function usePhantom(choice: PhantomChoice): Promise<void> {
  return work('Making synthetic slices', async () => show(await worker().openPhantom(choice)));
}

/** Goes back to the user's own slices. */
export function useKept(): Promise<void> {
  return work('Opening your slices', async () => show(await worker().openKept()));
}

/** Removes the user's own slices from this machine; the page goes on with synthetic ones. */
export function forgetKept(): Promise<void> {
  return work('Forgetting your slices', async () => {
    await worker().forget();
    kept.value = undefined;
    if (dataset.value?.origin === 'files') show(await worker().openPhantom(defaultPhantom));
    notify('success', 'Your slices are no longer in this browser.');
  });
}

/** Reads files; what needs no decision is used at once, everything else is shown to be decided. */
export function readFiles(files: DroppedFiles): Promise<void> {
  return work('Reading files', async () => {
    const onProgress = (done: number, total: number, file: string): void => {
      activity.value = { text: `Reading ${file}`, done, total };
    };
    const checked = await worker().read(files, proxy(onProgress));
    if (checked.findings.length > 0) draft.value = checked;
    else await takeChecked();
  });
}

/** Reads the slices that are being checked in another way. */
export function reread(reading: Reading): Promise<void> {
  return work('Checking', async () => {
    draft.value = await worker().check(reading);
  });
}

/** Goes over to the slices that are being checked. */
export function useDraft(): Promise<void> {
  return work('Keeping your slices', takeChecked);
}

/** Lets go of the slices that are being checked. */
export function putDraftAway(): Promise<void> {
  return work('Putting the files away', async () => {
    await worker().putAway();
    draft.value = undefined;
  });
}

/** Holds out another number of slices. */
export async function holdOut(heldOut: number): Promise<void> {
  if (opened.value === undefined || dataset.value === undefined) return;
  const record = { ...opened.value.record, heldOut };
  opened.value = { ...opened.value, record };
  dataset.value = datasetOf({ record, slices: dataset.value.slices });
  await worker()
    .keep(record)
    .catch(() => notify('warning', 'The browser does not keep how many slices are held out.'));
}

async function takeChecked(): Promise<void> {
  show(await worker().take());
  draft.value = undefined;
  notify('success', `Your ${dataset.value!.slices.length} slices are in use.`);
}

function show(coming: OpenedSlices): void {
  opened.value = coming;
  kept.value = coming.kept;
  dataset.value = datasetOf(coming);
  if (coming.warning !== undefined) notify('warning', coming.warning);
}

/** Does one thing at a time; what goes wrong is said, and everything stays as it was. */
async function work(text: string, task: () => Promise<void>): Promise<void> {
  if (activity.value !== undefined) {
    notify('warning', `Please wait until this is done: ${activity.value.text.toLowerCase()}.`);
    return;
  }
  activity.value = { text, done: 0, total: 0 };
  try {
    await task();
    activity.value = undefined;
  } catch (error) {
    // Clear the busy flag first, so that the user can retry at once.
    activity.value = undefined;
    notifyError(error);
  }
}
