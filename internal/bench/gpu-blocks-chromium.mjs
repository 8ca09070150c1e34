import { fileURLToPath } from 'node:url';
import { hardwareFlags, launchChromium, softwareFlags } from '../chromium/launch-chromium.mjs';
import { serveFolder } from '../chromium/serve-folder.mjs';

const site = fileURLToPath(new URL('../../examples/em-browser/site/', import.meta.url));
// Kernels in software take so long that the watchdog of the GPU process would take it for hung.
const patientFlags = [...softwareFlags, '--disable-gpu-watchdog'];

/**
 * Runs the built benchmark page in headless Chromium, as a file server without any headers of its own would serve it.
 * @param {URLSearchParams} query the settings
 * @param {{ gpu: boolean, log: (line: string) => void }} options whether to use the graphics card
 * @returns the report of the page
 */
export async function measureInChromium(query, { gpu, log }) {
  const browser = await launchChromium({ flags: gpu ? hardwareFlags : patientFlags });
  const server = await serveFolder(site, { isolated: false });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => log(`error in the page: ${error.message}`));
    await page.goto(`${server.url}benchmark.html?${query}`);
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
