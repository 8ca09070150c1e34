import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { usePages } from './support/open-page.ts';

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** Serious and critical findings of axe, each in one line. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help}: ${target}`));
}

/** How far the page can be scrolled to the right. */
async function widestOverflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    scrollTo({ left: 10_000, behavior: 'instant' });
    const reached = scrollX;
    scrollTo({ left: 0, behavior: 'instant' });
    return reached;
  });
}

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  const open = usePages();

  test.each([1280, 390])(
    '%d pixels wide: axe finds nothing serious on any panel, nothing sticks out',
    async (width) => {
      const page = await open({ width, colorScheme });
      for (const name of ['Data', 'Look', 'Train', 'Segment']) {
        await page.getByRole('tab', { name }).click();
        await page.getByRole('tabpanel', { name }).waitFor();
        await page.waitForLoadState('networkidle');
        expect(await findings(page), name).toEqual([]);
        // Below 0 where the place of a scroll bar is kept free.
        expect(await widestOverflow(page), name).toBeLessThanOrEqual(0);
      }
    },
  );
});
