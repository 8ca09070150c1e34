import { describe, expect, test } from 'vitest';
import { usePages } from './support/open-page.ts';
import { waitForStep } from './support/train.ts';

describe('what a machine can train', () => {
  const open = usePages();

  test('the largest squares and widths that fit are offered where the network does not', async () => {
    const page = await open({ slices: 'first' });
    await page.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'deviceMemory', { get: () => 0.25 });
    });
    await page.reload();
    await page.getByRole('tab', { name: 'Train' }).click();
    const panel = page.getByRole('tabpanel', { name: 'Train' });
    await panel.getByText('A step takes about').waitFor();
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
    await page.getByText(/one thread, as this page is not isolated from other sites$/).waitFor();
    await page.getByRole('button', { name: 'Start training' }).click();
    await waitForStep(page, 2);
  });
});
