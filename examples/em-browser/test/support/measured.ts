import type { Page } from 'playwright';
import { expect } from 'vitest';
import type { Report } from '../../src/benchmark/report.ts';

/** What the benchmark has measured, as soon as it is done. */
export async function measured(page: Page): Promise<Report> {
  // What it is waited for says nothing about how fast it is: other suites compute at the same time.
  await page.waitForFunction(
    () => ['done', 'failed'].includes(document.getElementById('settings')!.dataset.state!),
    undefined,
    { timeout: 150_000 },
  );
  expect(await page.locator('#status').textContent()).toBe('Done.');
  return JSON.parse(await page.locator('#json').inputValue()) as Report;
}
