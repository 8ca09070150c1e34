import { describe, expect, test } from 'vitest';
import { usePages } from './support/open-page.ts';
import { waitForStep } from './support/train.ts';

describe('what a machine can train', () => {
  const open = usePages();

  test('each backend is shown with what it is here', async () => {
    const page = await open();
    await page.getByRole('tab', { name: 'Train' }).click();
    const list = page.getByLabel('Backends on this machine');
    await list.getByText(/^about .* a step of this network; \d+ threads$/).waitFor({ timeout: 60_000 });
    const emulated = list.getByText('no graphics card, but the processor instead: slower than WebAssembly');
    await expect.poll(() => emulated.count(), { timeout: 60_000 }).toBe(2);
    await page.getByText('A step takes about').waitFor();
    const choice = page.getByRole('tabpanel', { name: 'Train' }).getByLabel('Runs on');
    expect(await choice.locator('option').first().innerText()).toBe('Fastest: WebAssembly (processor)');
  });

  test('the largest squares and widths that fit are offered where the network does not', async () => {
    const page = await open();
    await page.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'deviceMemory', { get: () => 0.25 });
    });
    await page.reload();
    await page.getByRole('tab', { name: 'Train' }).click();
    const panel = page.getByRole('tabpanel', { name: 'Train' });
    await panel.getByText('A step takes about').waitFor({ timeout: 60_000 });
    await panel.getByLabel('Network').selectOption('paper');
    const alert = panel.getByRole('alert');
    await alert
      .getByText(/^Squares of 428 pixels with 64 channels need about .* there are 128\.0 MiB for it\.$/)
      .waitFor();
    const offer = await alert.getByRole('button', { name: /^Use squares of \d+ pixels/ }).innerText();
    const [, inputSize, channels] = /squares of (\d+) pixels and (\d+) channels/.exec(offer)!;
    await alert.getByRole('button').click();
    await panel.getByText('A step takes about').waitFor();
    await panel.getByText('Details', { exact: true }).click();
    const values = await panel.locator('details output').allInnerTexts();
    expect(values).toEqual([channels, '4', `${inputSize} pixels`]);
  });
});

describe('a page that is not isolated from others', () => {
  const open = usePages({ isolated: false });

  test('trains all the same, on one thread, and says so', async () => {
    const page = await open();
    await page.getByRole('tab', { name: 'Train' }).click();
    await page.getByText(/one thread, as this page is not isolated from other sites$/).waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Start training' }).click();
    await waitForStep(page, 2);
  });
});
