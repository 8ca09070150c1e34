import type { Page } from 'playwright';
import type { DatasetRecord } from '../../src/storage/dataset-store.ts';
import { oldRun } from './old-runs.ts';

/** Small synthetic slices. */
const smallSlices: DatasetRecord = { origin: 'phantom', choice: { seed: 1, count: 4, size: 96 }, heldOut: 2 };

/** Makes the site's pages open with small slices, as if somebody had chosen them at the last visit. */
export async function plantSlices(page: Page, site: string): Promise<void> {
  // The storage is that of the site's origin: an empty page of it will do.
  const body = '<link rel="icon" href="data:,">';
  await page.route(`${site}empty`, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(`${site}empty`);
  await plant(page, { database: 'em-browser-dataset', store: 'dataset', key: 'record', value: smallSlices });
  await page.unroute(`${site}empty`);
}

/** Puts a run of the first version into the browser's storage, instead of the one that is there. */
export async function plantRun(page: Page, which: 'finished' | 'paused', version = 1): Promise<void> {
  const value = { ...(oldRun(which) as object), version };
  await plant(page, { database: 'unet-training', store: 'run', key: 'run', value });
}

/** Something in the browser's storage. */
interface Entry {
  readonly database: string;
  readonly store: string;
  readonly key: string;
  readonly value: object;
}

async function plant(page: Page, entry: Entry): Promise<void> {
  await page.evaluate(async ({ database: name, store, key, value }) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onupgradeneeded = () => request.result.createObjectStore(store);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    await new Promise<void>((resolve, reject) => {
      const writing = database.transaction(store, 'readwrite');
      writing.objectStore(store).put(value, key);
      writing.oncomplete = () => resolve();
      writing.onerror = () => reject(writing.error);
    });
    database.close();
  }, entry);
}
