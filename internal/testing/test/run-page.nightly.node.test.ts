import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from '../../chromium/find-chromium.mjs';
import { launchChromium } from '../../chromium/launch-chromium.mjs';
import { runPage } from '../../chromium/run-page.mjs';
import { serveFolder } from '../../chromium/serve-folder.mjs';

const folder = mkdtempSync(join(tmpdir(), 'unet-pages-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, 'site'));
writeFileSync(join(folder, 'secret.js'), '');

const page = (name: string, script: string) =>
  writeFileSync(
    join(folder, 'site', `${name}.html`),
    `<link rel="icon" href="data:,"><script type="module">${script}</script>`,
  );
page('good', "console.log('begun', crossOriginIsolated); window.pageHasFinished = true;");
page('broken', "console.log('begun'); throw new Error('broken');");
page('refused', "await Promise.reject(new RangeError('refused'));");
page('missing', "import './gone.js';");
page('endless', '');

let server: Awaited<ReturnType<typeof serveFolder>>;
beforeAll(async () => {
  server = await serveFolder(join(folder, 'site'));
});
afterAll(() => server.close());

test('a folder is served isolated from other origins, and nothing from outside', async () => {
  const response = await fetch(`${server.url}good.html`);
  expect(response.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
  expect((await fetch(`${server.url}%2e%2e/secret.js`)).status).toBe(404);
  expect((await fetch(`${server.url}..%2fsecret.js`)).status).toBe(404);
});

describe.skipIf(findChromium() === undefined)('a page', () => {
  let browser: Awaited<ReturnType<typeof launchChromium>>;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  test('passes once it has finished', async () => {
    expect(await runPage(browser, `${server.url}good.html`, 30)).toBe('begun true');
  });

  test.each([
    ['broken', 30, /broken[\s\S]*begun/],
    ['refused', 30, /refused/],
    ['missing', 30, /gone\.js: 404/],
    ['endless', 1, 'the page did not finish'],
  ])('that is %s fails with its reason', async (name, seconds, reason) => {
    await expect(runPage(browser, `${server.url}${name}.html`, seconds)).rejects.toThrow(reason);
  });
});
