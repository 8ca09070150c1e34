import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { FINISHED, runPage } from '../chromium/run-page.mjs';
import { serveFolder } from '../chromium/serve-folder.mjs';

const SECONDS = 120;
/** Without an icon browsers ask for one by themselves. */
const PAGE = '<!doctype html>\n<link rel="icon" href="data:,">\n<script type="module" src="./main.js"></script>\n';

/**
 * Bundles a module with Vite, as it is without any settings, and runs the bundle in a browser.
 * @param {import('playwright').Browser} browser
 * @param {string} project where its imports are installed
 * @param {string} source of the module
 * @returns {Promise<string>} what it wrote to the console
 */
export async function runBundle(browser, project, source) {
  writeFileSync(join(project, 'example.js'), source);
  writeFileSync(join(project, 'main.js'), `import './example.js';\nwindow.${FINISHED} = true;\n`);
  writeFileSync(join(project, 'index.html'), PAGE);
  await build({ root: project, configFile: false, logLevel: 'silent', build: { outDir: 'site' } });
  const server = await serveFolder(join(project, 'site'));
  try {
    return await runPage(browser, `${server.url}index.html`, SECONDS);
  } finally {
    server.close();
  }
}
