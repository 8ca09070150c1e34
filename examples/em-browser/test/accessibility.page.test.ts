import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { findings } from './support/axe.ts';
import { openLook, settled } from './support/look.ts';
import { usePages } from './support/open-page.ts';

const open = usePages();

async function widestOverflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    scrollTo({ left: 10_000, behavior: 'instant' });
    const reached = scrollX;
    scrollTo({ left: 0, behavior: 'instant' });
    return reached;
  });
}

test('axe finds nothing serious on any panel, and nothing sticks out, light and wide, dark and narrow', async () => {
  const page = await open();
  await openLook(page);
  await settled(page, 'Weight map');
  for (const { colorScheme, width } of [
    { colorScheme: 'light', width: 1280 },
    { colorScheme: 'dark', width: 390 },
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    for (const name of ['Data', 'Look', 'Train', 'Segment']) {
      await page.getByRole('tab', { name }).click();
      await page.getByRole('tabpanel', { name }).waitFor();
      expect(await findings(page), `${name}, ${colorScheme}`).toEqual([]);
      // Below 0 where the place of a scroll bar is kept free.
      expect(await widestOverflow(page), `${name}, ${width} pixels wide`).toBeLessThanOrEqual(0);
    }
  }
});
