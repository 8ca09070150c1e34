import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { inUse } from './support/in-use.ts';
import { usePages } from './support/open-page.ts';
import { dropOn, folderOf, mask, stack, testSlices } from './support/slice-files.ts';

const open = usePages();
const slices = testSlices(3);

/** How many slices are held out, as the browser's storage has it. */
function keptHeldOut(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await answer(indexedDB.open('em-browser-dataset'));
    const record = await answer(database.transaction('dataset').objectStore('dataset').get('record'));
    database.close();
    return record.heldOut;
  });
}

test('synthetic slices of another seed, number and share held out, kept over a reload', async () => {
  const page = await open();
  await inUse(page, 'synthetic slices (seed 1)');
  await page.getByLabel('Seed').fill('7');
  await page.getByRole('slider', { name: 'Number' }).fill('6');
  await page.getByLabel('Size').selectOption('128');
  await page.getByRole('button', { name: 'Make these slices' }).click();
  expect((await inUse(page, 'synthetic slices (seed 7)')).at(-1)).toBe('phantom 5held out');
  await page.getByText('6 slices, 128 x 128 pixels').waitFor();
  await page.getByRole('slider', { name: 'Held out' }).fill('3');
  await expect.poll(() => keptHeldOut(page)).toBe(3);
  await page.reload();
  expect(await inUse(page, 'synthetic slices (seed 7)')).toEqual([
    'phantom 0',
    'phantom 1',
    'phantom 2',
    'phantom 3held out',
    'phantom 4held out',
    'phantom 5held out',
  ]);
});

test('a folder that is chosen, two stacks dropped together, and each in its own place', async () => {
  const page = await open();
  await inUse(page, 'synthetic slices (seed 1)');
  const folder = await mkdtemp(join(tmpdir(), 'em-browser-'));
  try {
    for (const { path, bytes } of folderOf(slices)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), bytes);
    }
    await page.getByLabel('Choose a folder').setInputFiles(folder);
    expect(await inUse(page, '3 image files')).toEqual(['0', '1', '2held out']);
  } finally {
    await rm(folder, { recursive: true });
  }

  const volume = stack(
    'train-volume.tif',
    slices.map(({ image }) => image),
  );
  const labels = stack(
    'train-labels.tif',
    slices.map(({ label }) => mask(label)),
  );
  await dropOn(page.getByText('Images and labels together'), [labels, volume]);
  const names = ['train-volume-0', 'train-volume-1', 'train-volume-2held out'];
  expect(await inUse(page, 'train-volume.tif + train-labels.tif')).toEqual(names);
  const chosen = ({ path, bytes }: typeof volume) => ({
    name: path,
    mimeType: 'image/tiff',
    buffer: Buffer.from(bytes),
  });
  await page.getByLabel('Labels', { exact: true }).setInputFiles(chosen({ ...labels, path: 'b.tif' }));
  await page.getByText('1 file (b.tif): now the images.').waitFor();
  await page.getByLabel('Images', { exact: true }).setInputFiles(chosen({ ...volume, path: 'a.tif' }));
  expect(await inUse(page, 'a.tif + b.tif')).toEqual(['a-0', 'a-1', 'a-2held out']);
});
