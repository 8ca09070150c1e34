import { describe, expect, test } from 'vitest';
import { usePages } from './support/open-page.ts';

describe('the page', () => {
  const open = usePages();

  test('is isolated from other origins as this project serves it, and the arrow keys go from tab to tab', async () => {
    const page = await open();
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await page.getByRole('tab', { name: 'Data' }).focus();
    const names: (string | null)[] = [];
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'Home', 'End']) {
      await page.keyboard.press(key);
      names.push(await page.evaluate(() => document.activeElement!.textContent));
      expect(await page.getByRole('tabpanel').count()).toBe(1);
    }
    expect(names).toEqual(['Look', 'Train', 'Segment', 'Data', 'Segment', 'Data', 'Segment']);
  });
});

describe('a server that does not isolate its pages', () => {
  const open = usePages({ isolated: false });

  test('serves a page that works all the same', async () => {
    const page = await open();
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
    await page.getByRole('tab', { name: 'Train' }).click();
    await page.getByRole('heading', { name: 'Train' }).waitFor();
  });
});
