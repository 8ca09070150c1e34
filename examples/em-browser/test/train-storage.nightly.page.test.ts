import { describe, expect, test } from 'vitest';
import { usePages } from './support/open-page.ts';
import { plantRun } from './support/plant.ts';
import { holdSamples } from './support/samples.ts';
import { downloadWeights, readProgress, startRun, waitForStep } from './support/train.ts';

// What befalls a run seldom: another version of the page, another tab, other slices; and what takes two runs.

describe('a run in the browser’s storage', () => {
  const open = usePages();

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

  test('is saved every few seconds', async () => {
    const page = await open();
    await startRun(page, 100_000);
    await waitForStep(page, 1);
    await page.getByText('Details of this run').click();
    const saved = page.getByText('Safe up to step').locator('xpath=following-sibling::dd');
    await expect.poll(async () => Number(await saved.innerText())).toBeGreaterThan(0);
    const first = Number(await saved.innerText());
    await expect.poll(async () => Number(await saved.innerText())).toBeGreaterThan(first);
  });

  test('waits after a page that ended before the first step', async () => {
    const page = await open();
    // The worker never answers, as one whose page crashes.
    const asked = new Promise<void>((resolve) => void page.route('**/train-worker-*', () => resolve()));
    await startRun(page, 50);
    await asked;
    await page.reload();
    await page.unroute('**/train-worker-*');
    await page.getByRole('tab', { name: 'Train' }).click();
    await page.getByText(/the last attempt ended the page before it took a step/).waitFor();
    await page.getByRole('button', { name: 'Resume after step 0' }).click();
    await waitForStep(page, 1);
  });

  test('a second tab does not touch the run of the first one', async () => {
    const first = await open();
    await startRun(first, 100_000);
    await waitForStep(first, 1);
    const second = await first.context().newPage();
    await second.goto(first.url());
    await second.getByText(/Another tab of this page is training/).waitFor();
    await second.getByRole('tab', { name: 'Train' }).click();
    await second.getByRole('button', { name: 'Start a new run' }).click();
    await second.getByRole('heading', { name: 'Starting…' }).waitFor();
    // Back again once it is clear that it may not.
    await second.getByRole('button', { name: 'Start a new run' }).waitFor();
    const { step } = await readProgress(first);
    await waitForStep(first, step + 2);

    // The run is the second tab's as soon as the first one is closed.
    await first.close();
    await second.getByRole('button', { name: /^Resume after/ }).click();
    await waitForStep(second, 1);
  });

  test('of the first version of the page goes on, and what it scored is shown as far as it means the same', async () => {
    const page = await open({ slices: 'first' });
    await plantRun(page, 'paused');
    await page.reload();
    await page.getByRole('tab', { name: 'Train' }).click();
    await page.getByRole('button', { name: 'Resume after step 14' }).click();
    await page.getByText(/^An earlier version of this page began this run/).waitFor();
    await waitForStep(page, 17);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('heading', { name: /^Paused after/ }).waitFor();
    const { step } = await readProgress(page);
    // From then on it is a run like any other.
    await page.reload();
    await page.getByRole('tab', { name: 'Train' }).click();
    await page.getByRole('button', { name: `Resume after step ${step}` }).click();
    await waitForStep(page, step + 1);
    expect(await page.getByText(/^An earlier version/).count()).toBe(0);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('heading', { name: /^Paused after/ }).waitFor();

    await plantRun(page, 'finished');
    await page.reload();
    await page.getByRole('tab', { name: 'Train' }).click();
    await page.getByRole('heading', { name: 'Finished after 4 steps' }).waitFor();
    await page.getByText(/^An earlier version of this page scored this run/).waitFor();
    expect(await page.getByText('65.5 %').count()).toBe(1);
    expect(await page.getByText('V-Rand').count()).toBe(0);
    expect((await downloadWeights(page)).length).toBeGreaterThan(5000);
  });

  test('of another version is not shown, and the page says so', async () => {
    const page = await open();
    await plantRun(page, 'paused', 99);
    await page.reload();
    await page.getByText(/^The run that this browser keeps was written by another version of this page/).waitFor();
    await startRun(page, 5);
    await page.getByRole('heading', { name: 'Finished after 5 steps' }).waitFor();
  });

  test('belongs to the slices that it was started on', async () => {
    const page = await open();
    await startRun(page, 100_000);
    await waitForStep(page, 2);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('heading', { name: /^Paused after/ }).waitFor();
    await page.getByRole('tab', { name: 'Data' }).click();
    const data = page.getByRole('tabpanel', { name: 'Data' });
    await data.getByLabel('Seed').fill('7');
    await data.getByRole('button', { name: 'Make these slices' }).click();
    await page.getByRole('tab', { name: 'Train' }).click();
    await page.getByText(/This run belongs to other slices \(synthetic slices \(seed 1\)\)/).waitFor();
    expect(await page.getByRole('button', { name: /^Resume after/ }).isDisabled()).toBe(true);
  });
});
