import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { loseContext } from './support/lose-gpu.ts';
import { usePages } from './support/open-page.ts';
import { openTraining, readProgress, startTraining, waitForStep } from './support/train.ts';

const trainWorker = (page: Page) => page.workers().find((one) => one.url().includes('train-worker'))!;

describe('a graphics card that is lost', () => {
  const open = usePages({ gpu: true });

  test('is tried once more from what was saved; then the processor is offered, and goes on', async () => {
    const page = await open();
    await openTraining(page, { steps: 100_000, backend: 'webgl' });
    await startTraining(page);
    await waitForStep(page, 2);

    await loseContext(trainWorker(page));
    await page.getByText(/^The graphics card was lost: .* Training goes on after step \d+/).waitFor();
    await page.getByRole('heading', { name: /^(Starting|The graphics card compiles)/ }).waitFor();
    await page.getByRole('heading', { name: 'Training', exact: true }).waitFor();
    const { step } = await readProgress(page);
    await waitForStep(page, step + 2);

    await loseContext(trainWorker(page));
    await page.getByRole('heading', { name: /^Paused after \d+ of 100000 steps: .*lost/ }).waitFor();
    const paused = await readProgress(page);
    await page.getByRole('button', { name: 'Resume on WebAssembly' }).click();
    await waitForStep(page, paused.step + 1);
    expect(await page.getByRole('tabpanel', { name: 'Train' }).getByLabel('Runs on').inputValue()).toBe('simd');
  });
});
