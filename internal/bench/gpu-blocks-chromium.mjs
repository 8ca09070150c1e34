import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { chromium } from 'playwright';
import { findChromium } from '../scripts/find-chromium.mjs';

const site = new URL('../../examples/em-browser/site/', import.meta.url);
const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

const flags = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-unsafe-webgpu',
];
// Its kernels take so long that the watchdog of the GPU process would take it for hung.
const software = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--use-webgpu-adapter=swiftshader',
  '--disable-gpu-watchdog',
];
const hardware = ['--enable-gpu', '--ignore-gpu-blocklist', '--enable-features=Vulkan'];

/**
 * Runs the built benchmark page in headless Chromium, as a file server without any headers of its own would serve it.
 * @param {URLSearchParams} query the settings
 * @param {{ gpu: boolean, log: (line: string) => void }} options whether to use the graphics card
 * @returns the report of the page
 */
export async function measureInChromium(query, { gpu, log }) {
  const executablePath = findChromium();
  if (executablePath === undefined)
    throw new Error('bench:gpu needs a Chromium: apt-get install chromium, or CHROMIUM=/path/to/one');
  const server = await serve();
  const browser = await chromium.launch({ executablePath, args: [...flags, ...(gpu ? hardware : software)] });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => log(`error in the page: ${error.message}`));
    await page.goto(`http://localhost:${server.address().port}/benchmark.html?${query}`);
    for (let said = ''; ; ) {
      const { state, status, json } = await page.evaluate(() => ({
        state: document.getElementById('settings').dataset.state,
        status: document.getElementById('status').textContent,
        json: document.getElementById('json').value,
      }));
      if (status !== said) log(status);
      said = status;
      if (state === 'done') return JSON.parse(json);
      if (state === 'failed') throw new Error(status);
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  } finally {
    await browser.close();
    server.close();
  }
}

/** Serves the site on a free port. */
async function serve() {
  const server = createServer(async ({ url }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    try {
      const bytes = await readFile(new URL(`.${pathname}`, site));
      response.setHeader('Content-Type', types[extname(pathname)] ?? 'application/octet-stream');
      response.end(bytes);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));
  return server;
}
