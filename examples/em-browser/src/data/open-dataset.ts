import { type Remote, wrap } from 'comlink';
import { dataset } from '../state/dataset.ts';
import { notify, notifyError } from '../state/notices.ts';
import type { DataWorker } from './data-worker.ts';
import { datasetOf } from './dataset-of.ts';
import type { OpenedSlices } from './opened-slices.ts';

let started: Remote<DataWorker> | undefined;

/** The thread that decodes, checks and keeps slices; there is one. */
export function dataWorker(): Remote<DataWorker> {
  started ??= wrap<DataWorker>(new Worker(new URL('./data-worker.ts', import.meta.url), { type: 'module' }));
  return started;
}

/** Opens the slices of the last visit, or the synthetic ones; when the page has just been opened. */
export async function openDataset(): Promise<void> {
  await take(dataWorker().open());
}

/** Makes the slices that come the page's; those before stay if there is an error, which is said. */
export async function take(coming: Promise<OpenedSlices>): Promise<void> {
  try {
    const opened = await coming;
    dataset.value = datasetOf(opened);
    if (opened.warning !== undefined) notify('warning', opened.warning);
  } catch (error) {
    notifyError(error);
  }
}
