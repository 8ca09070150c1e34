import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launchChromium } from '../../../../internal/chromium/launch-chromium.mjs';
import { type Site, serveSite } from './serve-site.ts';

/** Options of {@link PageOpener}. */
export interface OpenOptions {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  /** What the page's address ends with. */
  readonly path?: string;
}

/** Opens a page of the site in a fresh profile. */
export type PageOpener = (options?: OpenOptions) => Promise<Page>;

/**
 * Starts Chromium and the built site for the tests of a file, and after each test closes what it opened. A test fails if its page wrote an error
 * to the console or threw one.
 */
export function usePages({ isolated = true }: { readonly isolated?: boolean } = {}): PageOpener {
  let browser: Browser;
  let site: Site;
  let contexts: BrowserContext[] = [];
  let complaints: string[] = [];

  beforeAll(async () => {
    site = await serveSite({ isolated });
    browser = await launchChromium();
  });
  afterEach(async () => {
    for (const context of contexts) await context.close();
    const said = complaints;
    contexts = [];
    complaints = [];
    expect(said, 'errors in the console of the page').toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  return async ({ width = 1280, height = 900, colorScheme = 'light', path = '' } = {}) => {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme, acceptDownloads: true });
    contexts.push(context);
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(site.url + path);
    return page;
  };
}
