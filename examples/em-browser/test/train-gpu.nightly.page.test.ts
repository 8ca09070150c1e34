import { describe, expect, test } from 'vitest';
import { usePages } from './support/open-page.ts';
import { openTraining, readProgress, startTraining, waitForStep } from './support/train.ts';

// A software renderer draws here: right, and slow.
describe.each(['webgl', 'webgpu'] as const)('training on %s', (backend) => {
  const open = usePages({ gpu: true });

  test('the loss falls, and a held-out slice is drawn', async () => {
    const page = await open();
    await openTraining(page, { steps: 24, backend });
    await startTraining(page);
    await waitForStep(page, 1);
    const first = await readProgress(page);
    await waitForStep(page, 24);
    expect((await readProgress(page)).loss).toBeLessThan(0.9 * first.loss);
    await page.getByRole('img', { name: /^Prediction for a held-out slice after/ }).waitFor();
    await page.getByRole('button', { name: 'Skip the scores' }).click();
    await page.getByRole('heading', { name: 'Finished after 24 steps' }).waitFor();
  });
});
