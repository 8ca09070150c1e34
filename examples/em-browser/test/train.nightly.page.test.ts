import { describe, expect, test } from 'vitest';
import { findings } from './support/axe.ts';
import { usePages } from './support/open-page.ts';
import { openTraining, startTraining, waitForStep } from './support/train.ts';

describe('training', () => {
  const open = usePages();

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
