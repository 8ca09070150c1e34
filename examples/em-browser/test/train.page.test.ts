import { describe, expect, test } from 'vitest';
import { findings } from './support/axe.ts';
import { usePages } from './support/open-page.ts';
import { holdSamples } from './support/samples.ts';
import { downloadWeights, openTraining, readProgress, waitForStep } from './support/train.ts';

/** Enough for the loss to fall, and more than the threads give before they are held. */
const STEPS = 40;

describe('training', () => {
  const open = usePages();

  test('a run that was paused waits through a reload and goes on to its end; the loss falls, and weights are given', async () => {
    const page = await open();
    const release = await holdSamples(page);
    await openTraining(page, { steps: STEPS });
    await page.getByRole('button', { name: 'Start training' }).click();
    await waitForStep(page, 1);
    const first = await readProgress(page);
    await page.getByRole('img', { name: /^Loss of each of \d+ steps/ }).waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await release();
    await page.getByRole('heading', { name: new RegExp(`^Paused after \\d+ of ${STEPS} steps`) }).waitFor();
    const paused = await readProgress(page);
    expect(paused.step).toBeLessThan(STEPS);

    await page.reload();
    await page.getByRole('tab', { name: 'Train' }).click();
    await page.getByText('Details of this run').click();
    await page.getByText('Steps an epoch').waitFor();
    await page.getByRole('button', { name: `Resume after step ${paused.step}` }).click();
    await page.getByRole('img', { name: /^Prediction for a held-out slice/ }).waitFor();
    await page.getByRole('heading', { name: `Finished after ${STEPS} steps` }).waitFor();
    expect((await readProgress(page)).loss).toBeLessThan(0.9 * first.loss);
    await page.getByRole('heading', { name: 'Held-out slices (2)' }).waitFor();
    expect((await downloadWeights(page)).length).toBeGreaterThan(1000);

    await page.getByText('Steps an epoch').waitFor();
    expect(await findings(page)).toEqual([]);
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
});
