import { describe, expect, test } from 'vitest';
import { usePages } from './support/open-page.ts';

// The speed of renderers in software is measured, too.
describe('what a machine can train', () => {
  const open = usePages({ gpu: true });

  test('each backend is shown with what it is here', async () => {
    const page = await open({ slices: 'first' });
    await page.getByRole('tab', { name: 'Train' }).click();
    const list = page.getByLabel('Backends on this machine');
    await list.getByText(/^about .* a step of this network; \d+ threads$/).waitFor();
    const emulated = list.getByText('no graphics card, but the processor instead: slower than WebAssembly');
    await expect.poll(() => emulated.count()).toBe(2);
    await page.getByText('A step takes about').waitFor();
    const choice = page.getByRole('tabpanel', { name: 'Train' }).getByLabel('Runs on');
    expect(await choice.locator('option').first().innerText()).toBe('Fastest: WebAssembly (processor)');
  });
});
