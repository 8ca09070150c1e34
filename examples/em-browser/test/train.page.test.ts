import { describe, expect, test } from 'vitest';
import { findings } from './support/axe.ts';
import { usePages } from './support/open-page.ts';
import { holdSamples } from './support/samples.ts';
import { openTraining, readProgress, startTraining, waitForStep } from './support/train.ts';

describe('training', () => {
  const open = usePages();

  test('the loss falls, a held-out slice is drawn, and a run that was paused goes on to its end', async () => {
    const page = await open();
    const release = await holdSamples(page);
    await openTraining(page, { steps: 80 });
    await page.getByRole('button', { name: 'Start training' }).click();
    await waitForStep(page, 1);
    const first = await readProgress(page);
    await page.getByRole('img', { name: /^Loss of each of \d+ steps/ }).waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await release();
    await page.getByRole('heading', { name: /^Paused after \d+ of 80 steps/ }).waitFor();
    const paused = await readProgress(page);

    await page.getByRole('button', { name: `Resume after step ${paused.step}` }).click();
    await page.getByRole('img', { name: /^Prediction for a held-out slice/ }).waitFor();
    await page.getByRole('heading', { name: 'Finished after 80 steps' }).waitFor();
    expect((await readProgress(page)).loss).toBeLessThan(0.8 * first.loss);
    await page.getByRole('heading', { name: 'Held-out slices (2)' }).waitFor();
  });

  test('a run that was stopped has weights to download', async () => {
    const page = await open();
    await openTraining(page, { steps: 10_000 });
    await page.getByRole('button', { name: 'Start training' }).click();
    await waitForStep(page, 3);
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('heading', { name: /^Stopped after \d+ of 10000 steps/ }).waitFor();
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download the weights' }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toMatch(/\.safetensors$/);
  });

  test('a start that takes too long is cancelled, and the keyboard stays where it was', async () => {
    const page = await open();
    await page.route('**/train-worker-*', () => {});
    await openTraining(page, { steps: 10 });
    await page.getByRole('button', { name: 'Start training' }).press('Enter');
    await page.getByRole('button', { name: 'Cancel' }).waitFor();
    expect(await page.evaluate(() => document.activeElement!.getAttribute('aria-label'))).toBe('Start and stop');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Paused after 0 of 10 steps' }).waitFor();
  });

  test('axe finds nothing serious about a finished run, at any width', async () => {
    const page = await open();
    await openTraining(page, { steps: 5 });
    await startTraining(page);
    await page.getByRole('heading', { name: 'Held-out slices (2)' }).waitFor();
    await page.getByText('Details of this run').click();
    expect(await findings(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 390, height: 900 });
    expect(await findings(page)).toEqual([]);
  });
});
