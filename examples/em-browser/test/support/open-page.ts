import type { Browser, BrowserContext, Page } from 'playwright';
import { afterEach, beforeAll, expect } from 'vitest';
import { launchChromium } from '../../../../internal/chromium/launch-chromium.mjs';
import { plantSlices } from './plant.ts';
import { type Site, serveSite } from './serve-site.ts';

/** Options of {@link PageOpener}. */
export interface OpenOptions {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  /** What the page's address ends with. */
  readonly path?: string;
  /**
   * Whether the page opens with the twelve slices that everybody finds at first, which take a second to make, or with four small ones, of which
   * two are held out. Default `small`.
   */
  readonly slices?: 'first' | 'small';
}

/** Opens a page of the site in a fresh profile. */
export type PageOpener = (options?: OpenOptions) => Promise<Page>;

// One browser and one server of each kind for all files, which run one after the other in the same process; they end with it.
let browser: Promise<Browser> | undefined;
const sites = new Map<boolean, Promise<Site>>();

function theSite(isolated: boolean): Promise<Site> {
  const site = sites.get(isolated) ?? serveSite({ isolated });
  sites.set(isolated, site);
  return site;
}

/**
 * Gives the tests of a file pages of the built site, and after each test closes what it opened. A test fails if its page wrote an error to the
 * console or threw one.
 */
export function usePages({ isolated = true }: { readonly isolated?: boolean } = {}): PageOpener {
  let contexts: BrowserContext[] = [];
  let complaints: string[] = [];

  beforeAll(async () => {
    browser ??= launchChromium();
    await Promise.all([browser, theSite(isolated)]);
  });
  afterEach(async () => {
    for (const context of contexts) await context.close();
    const said = complaints;
    contexts = [];
    complaints = [];
    expect(said, 'errors in the console of the page').toEqual([]);
  });

  return async ({ width = 1280, height = 900, colorScheme = 'light', path = '', slices = 'small' } = {}) => {
    const { url } = await theSite(isolated);
    const context = await (await browser!).newContext({
      viewport: { width, height },
      colorScheme,
      acceptDownloads: true,
    });
    contexts.push(context);
    // What is waited for says nothing about how fast it is: other suites compute at the same time.
    context.setDefaultTimeout(120_000);
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    if (slices === 'small') await plantSlices(page, url);
    await page.goto(url + path);
    return page;
  };
}
