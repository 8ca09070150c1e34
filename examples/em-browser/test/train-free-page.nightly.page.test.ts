import { describe, expect, test } from 'vitest';
import { usePages } from './support/open-page.ts';
import { traceTasks } from './support/trace-tasks.ts';
import { openTraining, startTraining, waitForStep } from './support/train.ts';
import { watchAnswers } from './support/watch-answers.ts';

describe('a long run', () => {
  const open = usePages({ gpu: true });

  test('leaves the page free to answer', async () => {
    const page = await open({ slices: 'first' });
    await openTraining(page, { steps: 100_000, inputSize: 140 });
    const { elapsed, computing } = await traceTasks(page, async () => {
      await startTraining(page);
      await waitForStep(page, 5);
      const longestAnswer = await watchAnswers(page);
      for (let round = 0; round < 5; round++) {
        for (const name of ['Data', 'Look', 'Train']) await page.getByRole('tab', { name }).click();
      }
      await page.getByRole('tab', { name: 'Look' }).click();
      const slider = page.getByRole('tabpanel', { name: 'Look' }).getByRole('slider').first();
      for (let move = 0; move < 10; move++) await slider.press('ArrowRight');
      await page.getByRole('tab', { name: 'Train' }).click();
      await waitForStep(page, 60);
      const { handled, seen } = await longestAnswer();
      process.stdout.write(
        `longest answer of the page: ${handled.toFixed(0)} ms until it was given, ${seen} ms until it was drawn\n`,
      );
    });
    process.stdout.write(
      `longest task of the page: ${computing.toFixed(0)} ms computing, ${elapsed.toFixed(0)} ms elapsed\n`,
    );
    // A person's limit. Not on the clock: what else this machine does at the same time is not the page's.
    expect(computing).toBeGreaterThan(1);
    expect(computing).toBeLessThan(100);
  });
});
