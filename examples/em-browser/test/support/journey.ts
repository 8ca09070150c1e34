import type { Page } from 'playwright';
import { expect } from 'vitest';
import { section, sections } from './look.ts';
import { waitForStep } from './train.ts';

/** Goes with the tabulator key to the control of that name, as somebody without a mouse does. */
async function tabTo(page: Page, role: string, name: string | RegExp): Promise<void> {
  const goal = page.getByRole(role as 'button', { name }).first();
  await goal.waitFor();
  for (let press = 0; press < 100; press++) {
    await page.keyboard.press('Tab');
    if (await goal.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`the tabulator key does not lead to the ${role} ${name}`);
}

/** From opening the page to a segmentation, by keyboard alone, with the settings as they are. */
export async function journey(page: Page, steps: number): Promise<void> {
  await tabTo(page, 'tab', 'Data');
  await page.keyboard.press('ArrowRight');
  for (const name of sections) await section(page, name).locator('img').waitFor();
  await page.keyboard.press('ArrowRight');
  await tabTo(page, 'button', 'Start training');
  await page.keyboard.press('Enter');
  await waitForStep(page, steps);
  await page.getByRole('img', { name: /^Loss of each of \d+ steps/ }).waitFor();
  await page.getByRole('img', { name: /^Prediction for a held-out slice/ }).waitFor();
  await page.evaluate(() => document.body.focus());
  await tabTo(page, 'button', 'Stop');
  await page.keyboard.press('Space');
  await page.getByRole('heading', { name: /^Stopped after \d+ of \d+ steps/ }).waitFor();

  await tabTo(page, 'tab', 'Train');
  await page.keyboard.press('ArrowRight');
  await tabTo(page, 'button', 'Use this slice');
  await page.keyboard.press('Enter');
  await tabTo(page, 'button', 'Segment');
  await page.keyboard.press('Enter');
  await page.getByText(/^Done in/).waitFor();
  await page.locator('[aria-labelledby="segment-cells"][aria-busy="false"]').waitFor();
  await tabTo(page, 'button', 'Probability (float TIFF)');
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(download.suggestedFilename()).toMatch(/^phantom \d+-probability\.tif$/);
}
