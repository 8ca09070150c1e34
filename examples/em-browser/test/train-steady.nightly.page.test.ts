import { describe, expect, test } from 'vitest';
import { usePages } from './support/open-page.ts';
import { spoilSamples } from './support/samples.ts';
import { openTraining, startTraining, waitForStep } from './support/train.ts';

describe('a long run', () => {
  const open = usePages();

  test('takes no more tensors after 60 steps than after 10', async () => {
    const page = await open();
    await openTraining(page, { steps: 100_000 });
    await startTraining(page);
    await page.getByText('Details of this run').click();
    const tensors = page.getByText('Tensors', { exact: true }).locator('xpath=following-sibling::dd');
    await waitForStep(page, 10);
    const early = await tensors.innerText();
    expect(early).toMatch(/^\d+, /);
    await waitForStep(page, 60);
    expect(await tensors.innerText()).toBe(early);
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
