import { describe, expect, test } from 'vitest';
import { changeTrainWorker, countThreads, endThread, failKernel } from './support/change-worker.ts';
import { usePages } from './support/open-page.ts';
import { openTraining, readProgress, startTraining, waitForStep } from './support/train.ts';

describe('training on the processor', () => {
  const open = usePages();

  test('goes on without a word when a thread ends, with another in its place', async () => {
    const page = await open();
    await changeTrainWorker(page, endThread);
    await openTraining(page, { steps: 100_000 });
    await startTraining(page);
    await waitForStep(page, 1);
    await expect.poll(() => countThreads(page)).toBe(2);
    const { step } = await readProgress(page);
    await waitForStep(page, step + 5);
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await page.getByText(/Training goes on/).count()).toBe(0);
  });

  test('goes on after what was saved when a kernel fails; again at once, it waits for the user', async () => {
    const page = await open();
    await changeTrainWorker(page, failKernel);
    await openTraining(page, { steps: 100_000 });
    await startTraining(page);
    const failure = 'backend simd: kernel crossEntropy failed on thread 0: unreachable';
    await page
      .getByText(
        new RegExp(`^The computation on the processor failed: ${failure}\\. Training goes on after step \\d+\\.$`),
      )
      .waitFor();
    await page.getByRole('heading', { name: new RegExp(`^Paused after \\d+ of 100000 steps: ${failure}`) }).waitFor();
  });
});
