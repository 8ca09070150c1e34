import { describe, expect, test } from 'vitest';
import { findings } from './support/axe.ts';
import { measured } from './support/measured.ts';
import { usePages } from './support/open-page.ts';

describe('the benchmark, served without isolation', () => {
  const open = usePages({ isolated: false });

  test('from its form, on simd, which has nothing to compare; its JSON can be copied', async () => {
    const page = await open({ path: 'benchmark.html', width: 390 });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByLabel('Backend').selectOption('simd');
    await page.getByLabel('Channels of the first block').selectOption('4');
    await page.getByLabel('Runs of each').selectOption('1');
    await page.getByRole('button', { name: 'Start' }).click();
    const report = await measured(page);
    expect(report.settings.backend).toBe('simd');
    expect(report.timings.every(({ stock, ours }) => stock.length === 0 && ours.length === 1)).toBe(true);
    await page.getByRole('button', { name: 'Copy as JSON' }).click();
    await page.getByText('Copied.').waitFor();
    expect(JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))).toEqual(report);
    expect(await findings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });

  test('says what is wrong with an address', async () => {
    const page = await open({ path: 'benchmark.html?backend=webgl&base=2&input-size=190&runs=1' });
    await page.getByText('It failed: networkBlocks: inputSize must be a legal input size').waitFor();
  });
});
