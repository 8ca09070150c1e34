import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from '../../../../internal/chromium/find-chromium.mjs';
import { launchChromium, plainFlags } from '../../../../internal/chromium/launch-chromium.mjs';
import { serveDashboard } from '../../src/dashboard/serve.ts';
import { patience, type Running, start, temporaryFolder } from '../support/cli.ts';
import { smallSlices, writeSlices } from '../support/fixtures.ts';

const folder = temporaryFolder();
const options = ['data', '--base', '2', '--depth', '1', '--input-size', '60', '--checkpoint-every', '15', '--json'];

/** The page while a run trains in a process of its own, and a second one is compared with it. */
describe.skipIf(findChromium() === undefined)('the page', () => {
  let browser: Browser;
  let live: Running;
  let stdout = '';
  beforeAll(async () => {
    writeSlices(join(folder, 'data'), smallSlices(5));
    browser = await launchChromium({ flags: plainFlags });
    const first = start(['train', ...options, '--steps', '20', '--out', 'runs/first', '--no-figures'], folder);
    expect((await first.outcome).code).toBe(0);
    live = start(
      ['train', ...options, '--steps', '1000000', '--out', 'runs/live', '--dashboard', '--port', '0'],
      folder,
    );
    stdout = await live.printed('"event":"saved"');
  }, patience);
  afterAll(async () => {
    live.kill('SIGINT');
    await live.outcome;
    await browser.close();
  }, patience);

  const stepOf = async (page: Page, run: string): Promise<number> => {
    const card = page.locator('.run', { hasText: run });
    return Number.parseInt(await card.locator('dd').first().innerText(), 10);
  };
  /** The first chart as it is drawn. */
  const chart = (page: Page): Promise<string> =>
    page
      .locator('canvas')
      .first()
      .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());

  test(
    'grows while the run trains, and knows all after it is loaded again',
    async () => {
      const { url } = JSON.parse(stdout.split('\n').find((line) => line.includes('"event":"dashboard"'))!) as {
        url: string;
      };
      const page = await browser.newPage();
      const problems: string[] = [];
      page.on('console', (message) => problems.push(message.text()));
      page.on('pageerror', (error) => problems.push(error.message));
      await page.goto(url);
      await page.locator('canvas').first().waitFor();
      expect(await page.locator('header p').innerText()).toBe('1 run, 1 running');
      const before = await stepOf(page, 'live');
      const drawn = await chart(page);
      await expect.poll(() => stepOf(page, 'live'), { timeout: patience }).toBeGreaterThan(before + 5);
      await expect.poll(() => chart(page), { timeout: patience }).not.toBe(drawn);
      await page.reload();
      await page.locator('canvas').first().waitFor();
      expect(await stepOf(page, 'live')).toBeGreaterThan(before);
      // The whole course, from the first step on.
      const known = await page.evaluate(async () => (await fetch('./runs')).json());
      expect(known.runs[0].log.steps.slice(0, 3)).toEqual([1, 2, 3]);
      await page.locator('.pictures img').first().waitFor();
      expect(problems).toEqual([]);
      await page.close();
    },
    patience,
  );

  test(
    'what is zoomed stays on another scale, and all is seen again after a double click',
    async () => {
      const served = await serveDashboard([join(folder, 'runs/first')], 0);
      const page = await browser.newPage();
      await page.goto(served.url);
      const area = page.locator('.u-over').first();
      await area.waitFor();
      const { x, y, width } = (await area.boundingBox())!;
      /** The step that the legend names for the right end of the chart. */
      const lastSeen = async (): Promise<number> => {
        await page.mouse.move(x + width / 2, y + 50);
        await page.mouse.move(x + width - 2, y + 50);
        return Number(await page.locator('.u-legend').first().locator('.u-value').first().innerText());
      };
      await expect.poll(lastSeen).toBe(20);
      await page.mouse.move(x + width * 0.2, y + 50);
      await page.mouse.down();
      await page.mouse.move(x + width * 0.5, y + 50, { steps: 4 });
      await page.mouse.up();
      await expect.poll(lastSeen).toBeLessThan(12);
      const zoomed = await lastSeen();
      const drawn = await chart(page);
      await page.getByLabel('logarithmic loss').check();
      await expect.poll(() => chart(page)).not.toBe(drawn);
      await expect.poll(lastSeen).toBe(zoomed);
      await page.mouse.dblclick(x + width / 2, y + 50);
      await expect.poll(lastSeen).toBe(20);
      await page.close();
      await served.close();
    },
    patience,
  );

  test(
    'compares a run that trains with one that is finished, on a narrow screen, too',
    async () => {
      const served = await serveDashboard([join(folder, 'runs')], 0);
      const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
      await page.goto(served.url);
      await page.locator('.run').nth(1).waitFor();
      expect(await page.locator('.run .status').allInnerTexts()).toEqual(['finished', 'running']);
      const both = await chart(page);
      await page.getByRole('checkbox', { name: 'runs/live' }).uncheck();
      await expect.poll(() => chart(page), { timeout: patience }).not.toBe(both);
      await page.getByRole('checkbox', { name: 'runs/live' }).check();
      await page.getByLabel('only what differs').check();
      expect(await page.locator('.scroll tbody th').allInnerTexts()).toEqual(['steps']);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      await served.close();
      await expect.poll(() => page.locator('header p').innerText(), { timeout: patience }).toContain('has ended');
      await page.close();
    },
    patience,
  );
});
