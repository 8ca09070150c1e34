import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';

/** What {@link openTraining} sets. */
export interface TrainingOptions {
  readonly steps: number;
  /** Default `simd`. */
  readonly backend?: 'simd' | 'webgl' | 'webgpu';
  /** Pixels, default 44. */
  readonly inputSize?: number;
}

/** Opens the Train panel and makes the network so small that every backend trains it, also on a renderer in software. */
export async function openTraining(page: Page, options: TrainingOptions): Promise<void> {
  const { steps, backend = 'simd', inputSize = 44 } = options;
  await page.getByRole('tab', { name: 'Train' }).click();
  const panel = page.getByRole('tabpanel', { name: 'Train' });
  await panel.getByText('Details', { exact: true }).click();
  await panel.getByLabel('Depth').fill('1');
  await panel.getByLabel('Channels of the first block').fill('4');
  await panel.getByLabel('Square that it looks at').fill(String(inputSize));
  await panel.getByLabel('Steps', { exact: true }).fill(String(steps));
  await panel.getByLabel('Steps', { exact: true }).blur();
  await panel.getByLabel('Runs on').selectOption(backend);
}

/** The line that says how far training is. */
export async function readProgress(page: Page): Promise<{ step: number; loss: number }> {
  const text = await page.getByText(/^step \d+ of \d+/).innerText();
  const [, step] = /step (\d+)/.exec(text)!;
  const [, loss] = /loss ([\d.]+)/.exec(text) ?? [];
  return { step: Number(step), loss: Number(loss) };
}

/** Waits until so many steps are done. */
export async function waitForStep(page: Page, step: number): Promise<void> {
  await page.waitForFunction((least) => {
    const match = /step (\d+) of/.exec(document.querySelector('[aria-label="Run"] .progress')?.textContent ?? '');
    return match !== null && Number(match[1]) >= least;
  }, step);
}

/** Starts the run that {@link openTraining} has set up. */
export async function startTraining(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Start/ }).click();
}

/** Sets up a run of so many steps and starts it. */
export async function startRun(page: Page, steps: number): Promise<void> {
  await openTraining(page, { steps });
  await startTraining(page);
}

/** The weights of a finished run, as the page offers them. */
export async function downloadWeights(page: Page): Promise<Buffer> {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download the weights' }).click();
  return readFile(await (await coming).path());
}
