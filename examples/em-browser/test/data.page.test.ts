import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { usePages } from './support/open-page.ts';
import { dropOn, folderOf, mask, stack, testSlices } from './support/slice-files.ts';

const open = usePages();
const slices = testSlices(3);

const panelOf = (page: Page) => page.getByRole('tabpanel', { name: 'Data' });
const thumbs = (page: Page) => page.getByRole('list', { name: 'Slices', exact: true }).getByRole('img');

/** Waits until these slices are in use, and gives the names of all, with their marks. */
async function inUse(page: Page, description: string): Promise<string[]> {
  await page.getByRole('heading', { name: `Slices in use: ${description}` }).waitFor();
  const names = page.getByRole('list', { name: 'Slices', exact: true }).getByRole('listitem');
  return names.evaluateAll((items) =>
    items.map((item) => {
      const mark = item.querySelector('.slice-badge') === null ? '' : 'held out';
      return item.querySelector('.slice-name')!.textContent + mark;
    }),
  );
}

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

describe('the synthetic slices', () => {
  test('are there when the page opens, the last two held out, images and labels drawn', async () => {
    const page = await open({ slices: 'first' });
    const names = await inUse(page, 'synthetic slices (seed 1)');
    expect(names).toEqual(Array.from({ length: 12 }, (_, index) => `phantom ${index}${index >= 10 ? 'held out' : ''}`));
    await panelOf(page)
      .getByText('12 slices, 256 x 256 pixels, grey, 77\u00a0% of the pixels inside of cells')
      .waitFor();
    expect(await page.getByText('Pixels never leave this machine').count()).toBeGreaterThan(0);
    const [image, label] = await thumbs(page)
      .first()
      .evaluate(async (picture) => {
        const painted = () =>
          [...picture.querySelectorAll('canvas')].map((canvas) => {
            const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
            return new Set(data).size;
          });
        while (painted().some((colours) => colours < 2)) await new Promise((resolve) => setTimeout(resolve, 20));
        return painted();
      });
    expect(image).toBeGreaterThan(50);
    expect(label).toBeGreaterThan(4);
  });

  test('another seed, number and share held out, kept over a reload', async () => {
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
});

describe('good files', () => {
  test('a folder that is dropped is used at once, found after a reload, and forgotten', async () => {
    const page = await open();
    await inUse(page, 'synthetic slices (seed 1)');
    await dropOn(page.getByText('Images and labels together'), folderOf(slices));
    await page.getByText('Your 3 slices are in use.').waitFor();
    expect(await inUse(page, '3 image files')).toEqual(['0', '1', '2held out']);
    await page.reload();
    expect(await inUse(page, '3 image files')).toEqual(['0', '1', '2held out']);
    await page.getByText('3 slices, 64 x 64 pixels, grey').waitFor();
    await page.getByRole('button', { name: 'Use the synthetic slices again' }).click();
    await inUse(page, 'synthetic slices (seed 1)');
    await page.getByRole('button', { name: 'Use my slices again' }).click();
    await inUse(page, '3 image files');
    await page.getByRole('button', { name: 'Forget my slices' }).click();
    await inUse(page, 'synthetic slices (seed 1)');
    await page.reload();
    await inUse(page, 'synthetic slices (seed 1)');
    expect(await page.getByRole('button', { name: 'Use my slices again' }).count()).toBe(0);
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
});

test('where the browser stores nothing, slices are used all the same, and a warning says so', async () => {
  const page = await open({ path: 'index.html', slices: 'first' });
  await inUse(page, 'synthetic slices (seed 1)');
  // The quota of this origin, as the browser's own tools set it.
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin, quotaSize: 1 });
  await dropOn(page.getByText('Images and labels together'), folderOf(slices));
  await page.getByText(/^The browser cannot keep these slices for the next visit/).waitFor();
  expect(await inUse(page, '3 image files')).toHaveLength(3);
  expect(await page.getByRole('button', { name: 'Forget my slices' }).count()).toBe(0);

  // A file that misses its place does not replace the page.
  const prevented = await page.evaluate(() => {
    const event = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: new DataTransfer() });
    return !document.body.dispatchEvent(event);
  });
  expect(prevented).toBe(true);
});
