import type { Browser, BrowserContext, Page } from 'playwright';
import { afterEach, beforeAll, expect } from 'vitest';
import { launchChromium, plainFlags, softwareFlags } from '../../../../internal/chromium/launch-chromium.mjs';
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
const browsers = new Map<boolean, Promise<Browser>>();
const sites = new Map<boolean, Promise<Site>>();

function theBrowser(gpu: boolean): Promise<Browser> {
  const browser = browsers.get(gpu) ?? launchChromium({ flags: gpu ? softwareFlags : plainFlags });
  browsers.set(gpu, browser);
  return browser;
}

function theSite(isolated: boolean): Promise<Site> {
  const site = sites.get(isolated) ?? serveSite({ isolated });
  sites.set(isolated, site);
  return site;
}

/** Options of {@link usePages}. */
export interface PageKind {
  /** Whether the server isolates its pages from other origins, so that threads may share memory. Default true. */
  readonly isolated?: boolean;
  /** Whether there are WebGL and WebGPU, in software: what probes them, and every picture, then takes many times as long. Default false. */
  readonly gpu?: boolean;
}

/**
 * Gives the tests of a file pages of the built site, and after each test closes what it opened. A test fails if its page wrote an error to the
 * console or threw one.
 */
export function usePages({ isolated = true, gpu = false }: PageKind = {}): PageOpener {
  let contexts: BrowserContext[] = [];
  let complaints: string[] = [];

  beforeAll(async () => {
    await Promise.all([theBrowser(gpu), theSite(isolated)]);
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
    const context = await (await theBrowser(gpu)).newContext({
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
