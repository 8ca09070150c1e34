import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { usePages } from './support/open-page.ts';
import { traceTasks } from './support/trace-tasks.ts';
import { openTraining, startTraining, waitForStep } from './support/train.ts';
import { watchAnswers } from './support/watch-answers.ts';

/** Makes the weights of all samples to come NaN, and with them the loss. */
async function spoilSamples(page: Page): Promise<void> {
  const worker = page.workers().find((one) => one.url().includes('sample-worker'))!;
  await worker.evaluate(() => {
    const post = self.postMessage as (message: unknown, transfer: Transferable[]) => void;
    const spoil = (message: { value: { weight: { data: Float32Array } } }, transfer: Transferable[]): void => {
      message.value.weight.data.fill(Number.NaN);
      post.call(self, message, transfer);
    };
    Object.assign(self, { postMessage: spoil });
  });
}

describe('a long run', () => {
  const open = usePages();

  test('takes no more tensors after 200 steps than after 20', async () => {
    const page = await open();
    await openTraining(page, { steps: 100_000 });
    await startTraining(page);
    await page.getByText('Details of this run').click();
    const tensors = page.getByText('Tensors', { exact: true }).locator('xpath=following-sibling::dd');
    await waitForStep(page, 20);
    const early = await tensors.innerText();
    expect(early).toMatch(/^\d+, /);
    await waitForStep(page, 220);
    expect(await tensors.innerText()).toBe(early);
  });

  test('leaves the page free to answer', async () => {
    const page = await open();
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

describe('a run that cannot go well', () => {
  const open = usePages();

  test('ends with a message when its loss is not finite, and keeps what it knew before', async () => {
    const page = await open();
    await openTraining(page, { steps: 100_000 });
    await startTraining(page);
    await waitForStep(page, 5);
    await spoilSamples(page);
    await page.getByRole('heading', { name: /^Diverged: step \d+: loss is NaN; try a lower learning rate/ }).waitFor();
    await page.getByText(/^Training ended: /).waitFor();
    await page.getByRole('button', { name: 'Start a new run' }).waitFor();
  });

  test('is not started with numbers that make no sense', async () => {
    const page = await open();
    await openTraining(page, { steps: 10 });
    const panel = page.getByRole('tabpanel', { name: 'Train' });
    await panel.getByLabel('Steps', { exact: true }).fill('-3');
    await panel.getByLabel('Steps', { exact: true }).blur();
    expect(await panel.getByLabel('Steps', { exact: true }).evaluate((input) => input.matches(':invalid'))).toBe(true);
  });
});
