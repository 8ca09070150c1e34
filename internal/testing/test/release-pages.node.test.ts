import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from '../../chromium/find-chromium.mjs';
import { launchChromium } from '../../chromium/launch-chromium.mjs';
import { runPage } from '../../chromium/run-page.mjs';
import { serveFolder } from '../../chromium/serve-folder.mjs';
import { browserTargets, importMap } from '../../release/import-map.mjs';
import { runBundle, runWithImportMap } from '../../release/page-check.mjs';

// A project in which a package of ours, one of others that is CommonJS, and one that is a module are installed.

const project = mkdtempSync(join(tmpdir(), 'unet-pages-'));
afterAll(() => rmSync(project, { recursive: true, force: true }));

function write(path: string, content: string | object): void {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), typeof content === 'string' ? content : JSON.stringify(content));
}

const ours = {
  '.': { types: './dist/index.d.ts', browser: './dist/browser.js', default: './dist/index.js' },
  './arrays': { types: './dist/arrays.d.ts', default: './dist/arrays.js' },
  './package.json': './package.json',
};

beforeAll(() => {
  write('package.json', {});
  const manifest = { name: '@unet/demo', type: 'module', sideEffects: false, exports: ours };
  write('node_modules/@unet/demo/package.json', manifest);
  write('node_modules/@unet/demo/dist/index.js', "import 'node:fs';");
  write(
    'node_modules/@unet/demo/dist/browser.js',
    "import { count } from 'modern'; import './arrays.js'; export const counted = count(); export const later = () => import('absent');",
  );
  write(
    'node_modules/@unet/demo/dist/arrays.js',
    "import old, { answer } from 'old'; export { answer }; export const same = old.answer === answer;",
  );
  write('node_modules/old/package.json', { name: 'old', main: 'index.js' });
  write('node_modules/old/index.js', 'module.exports = { answer: 42 };');
  write('node_modules/modern/package.json', { name: 'modern', type: 'module', exports: { '.': './src/index.js' } });
  write('node_modules/modern/src/index.js', "export { count } from './count.js';");
  write('node_modules/modern/src/count.js', 'let calls = 0; export const count = () => ++calls;');
});

const source = `
import { answer, same } from '@unet/demo/arrays';
import { counted, later } from '@unet/demo';
import { count } from 'modern';
const missing = await later().then(() => 'there', () => 'not there');
console.log(answer, same, counted, count(), missing);
`;

test('browserTargets takes the condition that browsers have, else the default', () => {
  expect(browserTargets(ours)).toEqual([
    ['.', './dist/browser.js'],
    ['./arrays', './dist/arrays.js'],
  ]);
});

test('importMap leads to our files, and to modules made of those of others that are imported, also by code that nobody uses', async () => {
  write('example.js', "import { answer } from '@unet/demo/arrays'; console.log(answer);");
  expect(await importMap(project, 'example.js')).toEqual({
    imports: {
      '@unet/demo': './node_modules/@unet/demo/dist/browser.js',
      '@unet/demo/arrays': './node_modules/@unet/demo/dist/arrays.js',
      old: './vendor/old.js',
    },
  });
  write('example.js', source);
  expect(Object.keys((await importMap(project, 'example.js')).imports)).toEqual([
    '@unet/demo',
    '@unet/demo/arrays',
    'modern',
    'old',
  ]);
});

test('importMap fails where a module that is imported is not installed', async () => {
  write('example.js', "import 'absent';");
  await expect(importMap(project, 'example.js')).rejects.toThrow('absent');
});

test('serveFolder gives modules as JavaScript, isolates the page, and gives nothing from outside the folder', async () => {
  const server = await serveFolder(join(project, 'node_modules/modern'));
  try {
    const script = await fetch(`${server.url}src/count.js`);
    expect(script.status).toBe(200);
    expect(script.headers.get('content-type')).toMatch('text/javascript');
    expect(script.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(await script.text()).toContain('calls');
    expect((await fetch(`${server.url}src`)).status).toBe(404);
    expect((await fetch(`${server.url}no.js`)).status).toBe(404);
    expect((await fetch(`${server.url}%2e%2e/old/index.js`)).status).toBe(404);
    expect((await fetch(`${server.url}..%2fold/index.js`)).status).toBe(404);
  } finally {
    server.close();
  }
});

describe.skipIf(findChromium() === undefined)('in a browser', () => {
  let browser: Awaited<ReturnType<typeof launchChromium>>;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  test('a module runs as it stands, and what it shares with ours is there once', async () => {
    expect(await runWithImportMap(browser, project, source)).toBe('42 true 1 2 not there');
  });

  test('a module runs bundled', async () => {
    write('node_modules/absent/package.json', { name: 'absent', type: 'module', exports: './index.js' });
    write('node_modules/absent/index.js', '');
    expect(await runBundle(browser, project, source)).toBe('42 true 1 2 there');
  });

  test.each([
    ["console.log('begun'); throw new Error('broken');", /broken[\s\S]*begun/],
    ["import { nothing } from '@unet/demo';", /nothing/],
    ["await Promise.reject(new RangeError('refused'));", /refused/],
  ])('%s fails with its reason', async (broken, reason) => {
    await expect(runWithImportMap(browser, project, broken)).rejects.toThrow(reason);
  });

  test('a file that is missing and a page that never finishes fail, too', async () => {
    const server = await serveFolder(project);
    try {
      write('missing.html', '<script type="module" src="./gone.js"></script>');
      await expect(runPage(browser, `${server.url}missing.html`, 30)).rejects.toThrow(/gone\.js: 404/);
      write('endless.html', '<link rel="icon" href="data:,"><p>no script at all');
      await expect(runPage(browser, `${server.url}endless.html`, 1)).rejects.toThrow('the page did not finish');
    } finally {
      server.close();
    }
  });
});
