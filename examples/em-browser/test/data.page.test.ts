import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { inUse } from './support/in-use.ts';
import { usePages } from './support/open-page.ts';
import { dropOn, folderOf, testSlices } from './support/slice-files.ts';

const open = usePages();
const slices = testSlices(3);

const panelOf = (page: Page) => page.getByRole('tabpanel', { name: 'Data' });
const thumbs = (page: Page) => page.getByRole('list', { name: 'Slices', exact: true }).getByRole('img');

test('synthetic slices are there at first; where nothing can be stored, files are used all the same, and a warning says so', async () => {
  const page = await open({ slices: 'first' });
  const names = await inUse(page, 'synthetic slices (seed 1)');
  expect(names).toEqual(Array.from({ length: 12 }, (_, index) => `phantom ${index}${index >= 10 ? 'held out' : ''}`));
  await panelOf(page).getByText('12 slices, 256 x 256 pixels, grey, 77\u00a0% of the pixels inside of cells').waitFor();
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

  // Where the browser stores nothing: the quota of this origin, as the browser's own tools set it.
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
