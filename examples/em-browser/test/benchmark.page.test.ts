import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import type { Report } from '../src/benchmark/report.ts';
import { findings } from './support/axe.ts';
import { usePages } from './support/open-page.ts';

async function measured(page: Page): Promise<Report> {
  // What it is waited for says nothing about how fast it is: other suites compute at the same time.
  await page.waitForFunction(
    () => ['done', 'failed'].includes(document.getElementById('settings')!.dataset.state!),
    undefined,
    { timeout: 150_000 },
  );
  expect(await page.locator('#status').textContent()).toBe('Done.');
  return JSON.parse(await page.locator('#json').inputValue()) as Report;
}

describe('the benchmark, served without isolation', () => {
  const open = usePages({ isolated: false });

  test.each(['webgl', 'webgpu'])('times every operation of every block on %s, both ways', async (backend) => {
    const page = await open({ path: `benchmark.html?backend=${backend}&base=2&input-size=188&runs=1` });
    const { timings, settings, emulated, device } = await measured(page);
    expect(settings).toEqual({ backend, baseWidth: 2, inputSize: 188, runs: 1, wide: false });
    expect(emulated).toBe(true);
    expect(timings).toHaveLength(9 * 3);
    for (const { stock, ours } of timings) expect([...stock, ...ours].filter((time) => time > 0)).toHaveLength(2);
    expect(await page.locator('#rows tr').count()).toBe(27);
    expect(await page.locator('#headline').textContent()).toContain(`${backend} on ${device}, which is a program`);
  });

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

  test('can be stopped, and says what is wrong with an address', async () => {
    const page = await open({ path: 'benchmark.html?backend=webgl&base=64&input-size=572&runs=9' });
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Stopped; what is measured stays.').waitFor();
    expect(await page.getByRole('button', { name: 'Start' }).isEnabled()).toBe(true);
    await page.goto(page.url().replace('input-size=572', 'input-size=570'));
    await page.getByText('It failed: networkBlocks: inputSize must be a legal input size').waitFor();
  });
});
