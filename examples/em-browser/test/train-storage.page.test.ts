import { describe, expect, test } from 'vitest';
import { usePages } from './support/open-page.ts';
import { startRun, waitForStep } from './support/train.ts';

describe('a run in the browser’s storage', () => {
  const open = usePages();

  test('goes on by itself after the page was closed in the middle', async () => {
    const page = await open();
    await startRun(page, 100_000);
    await waitForStep(page, 1);
    await page.getByText('Details of this run').click();
    // It is saved when the page is hidden, every few seconds anyway.
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    const saved = page.getByText('Safe up to step').locator('xpath=following-sibling::dd');
    await expect.poll(async () => Number(await saved.innerText())).toBeGreaterThan(0);
    const safe = Number(await saved.innerText());

    await page.reload();
    await page.getByText(/^Training goes on after step \d+, where this page was closed/).waitFor();
    const [, from] = /after step (\d+)/.exec(await page.getByText(/^Training goes on after/).innerText())!;
    expect(Number(from)).toBeGreaterThanOrEqual(safe);
    await waitForStep(page, Number(from) + 5);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('heading', { name: /^Paused after/ }).waitFor();
  });
});
