import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright';
import type { OpenOptions, PageOpener } from './open-page.ts';
import type { TestFile } from './segment-files.ts';

/** The panel: others, which are kept in the page, have controls of the same names. */
export function segmentPanel(page: Page): Locator {
  return page.getByRole('tabpanel', { name: 'Segment' });
}

/** Opens the panel, and weights in it. */
export async function openSegment(open: PageOpener, weights?: TestFile, options?: OpenOptions): Promise<Page> {
  const page = await open(options);
  await page.getByRole('tab', { name: 'Segment' }).click();
  if (weights !== undefined) {
    await segmentPanel(page).getByLabel('Weights from a file').setInputFiles(weights);
    await segmentPanel(page).getByText(`${weights.name} is loaded.`).waitFor();
  }
  return page;
}

/** Segments the image that is open. */
export async function segment(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Segment', exact: true }).click();
  await segmentPanel(page)
    .getByText(/^Done in/)
    .waitFor();
  await counted(page);
}

/** Waits until the cells at the newest threshold are there. */
export async function counted(page: Page): Promise<void> {
  await page.locator('[aria-labelledby="segment-cells"][aria-busy="false"]').waitFor();
}

/** What a button of the Downloads card gives. */
export async function downloaded(
  page: Page,
  name: string,
): Promise<{ readonly file: string; readonly bytes: Uint8Array }> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
  return { file: download.suggestedFilename(), bytes: new Uint8Array(await readFile(await download.path())) };
}
