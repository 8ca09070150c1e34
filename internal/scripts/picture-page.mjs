// `npm run docs:pictures`: docs/em-browser.png, the page of `examples/em-browser` after it has trained its smallest network on its synthetic slices.
import { join } from 'node:path';
import { launchChromium } from '../chromium/launch-chromium.mjs';
import { serveFolder } from '../chromium/serve-folder.mjs';
import { root } from './packages.mjs';

const MINUTES = 5;

const browser = await launchChromium();
const server = await serveFolder(join(root, 'examples/em-browser/site'));
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' });
  await page.goto(server.url);
  await page.getByRole('tab', { name: 'Train' }).click();
  await page.getByRole('button', { name: 'Start training' }).click();
  await page.getByText('V-Rand (1 is perfect)').waitFor({ timeout: MINUTES * 60_000 });
  const path = join(root, 'docs/em-browser.png');
  await page.screenshot({ path, fullPage: true });
  console.log(path);
} finally {
  server.close();
  await browser.close();
}
