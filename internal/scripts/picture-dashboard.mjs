// Part of `npm run docs:pictures`: docs/dashboard.png, two runs on synthetic slices as `unet dashboard` shows them.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchChromium, plainFlags } from '../chromium/launch-chromium.mjs';

const unet = fileURLToPath(new URL('../../packages/cli/dist/unet.js', import.meta.url));
const picture = fileURLToPath(new URL('../../docs/dashboard.png', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'unet-picture-'));

/** @param {string[]} args */
const start = (args) => spawn(process.execPath, [unet, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });

try {
  for (const base of ['8', '16']) {
    const run = start(['train', '--base', base, '--steps', '300', '--out', `runs/base-${base}`]);
    run.stdout.resume();
    const [code] = await once(run, 'exit');
    if (code !== 0) throw new Error(`training ended with ${code}`);
  }
  const server = start(['dashboard', 'runs', '--port', '0', '--json']);
  const [line] = await once(server.stdout.setEncoding('utf8'), 'data');
  const browser = await launchChromium({ flags: plainFlags });
  const page = await browser.newPage({ viewport: { width: 1200, height: 1000 }, colorScheme: 'light' });
  await page.goto(JSON.parse(line).url);
  await page.locator('.pictures img').nth(1).waitFor();
  await page.screenshot({ path: picture });
  await browser.close();
  server.kill('SIGINT');
  console.log(picture);
} finally {
  rmSync(folder, { recursive: true });
}
