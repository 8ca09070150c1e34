import { describe, expect, test } from 'vitest';
import { usePages } from './support/open-page.ts';
import { holdSamples } from './support/samples.ts';
import { downloadWeights, readProgress, startRun, waitForStep } from './support/train.ts';

describe('a run in the browser’s storage', () => {
  const open = usePages();

  test('goes on by itself after the page was closed in the middle', async () => {
    const page = await open();
    await startRun(page, 100_000);
    await waitForStep(page, 1);
    await page.getByText('Details of this run').click();
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

    // Nor is a run forgotten that was paused: but it waits.
    const { step } = await readProgress(page);
    await page.reload();
    await page.getByRole('tab', { name: 'Train' }).click();
    await page.getByRole('button', { name: `Resume after step ${step}` }).waitFor();
    await page.getByRole('tab', { name: 'Data' }).click();
  });

  test('gives the same weights with and without an interruption', async () => {
    const whole = await open();
    await startRun(whole, 20);
    await whole.getByRole('heading', { name: 'Finished after 20 steps' }).waitFor();

    const page = await open();
    const release = await holdSamples(page);
    await startRun(page, 20);
    await waitForStep(page, 1);
    await page.getByRole('button', { name: 'Pause' }).click();
    await release();
    await page.getByRole('heading', { name: /^Paused after/ }).waitFor();
    expect((await readProgress(page)).step).toBeLessThan(20);
    await page.getByRole('button', { name: /^Resume after/ }).click();
    await page.getByRole('heading', { name: 'Finished after 20 steps' }).waitFor();
    expect((await downloadWeights(page)).equals(await downloadWeights(whole))).toBe(true);
  });
});
