import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { findings } from './support/axe.ts';
import { usePages } from './support/open-page.ts';

async function widestOverflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    scrollTo({ left: 10_000, behavior: 'instant' });
    const reached = scrollX;
    scrollTo({ left: 0, behavior: 'instant' });
    return reached;
  });
}

describe('axe finds nothing serious on any panel, and nothing sticks out', () => {
  const open = usePages();

  test.each([
    { colorScheme: 'light', width: 1280 },
    { colorScheme: 'dark', width: 390 },
  ] as const)('$colorScheme, $width pixels wide', async ({ colorScheme, width }) => {
    const page = await open({ width, colorScheme });
    for (const name of ['Data', 'Look', 'Train', 'Segment']) {
      await page.getByRole('tab', { name }).click();
      await page.getByRole('tabpanel', { name }).waitFor();
      await page.waitForLoadState('networkidle');
      expect(await findings(page), name).toEqual([]);
      // Below 0 where the place of a scroll bar is kept free.
      expect(await widestOverflow(page), name).toBeLessThanOrEqual(0);
    }
  });
});
