import type { Page } from 'playwright';
import stored from '../fixtures/old-run.json' with { type: 'json' };

/** Puts a run of the first version into the browser's storage, instead of the one that is there. */
export async function plantRun(page: Page, which: keyof typeof stored, version = 1): Promise<void> {
  await page.evaluate(
    async (run) => {
      const bytes = ({ base64 }: { readonly base64: string }): Uint8Array<ArrayBuffer> =>
        Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const { losses, checkpoint, weights } = run;
      const record = {
        message: undefined,
        scores: undefined,
        ...run,
        losses: new Float64Array(bytes(losses).buffer),
        checkpoint: bytes(checkpoint),
        weights: bytes(weights),
      };
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('unet-training');
        request.onupgradeneeded = () => request.result.createObjectStore('run');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      await new Promise<void>((resolve, reject) => {
        const writing = database.transaction('run', 'readwrite');
        writing.objectStore('run').put(record, 'run');
        writing.oncomplete = () => resolve();
        writing.onerror = () => reject(writing.error);
      });
      database.close();
    },
    { ...stored[which], version },
  );
}
