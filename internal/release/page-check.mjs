import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { FINISHED, runPage } from '../chromium/run-page.mjs';
import { serveFolder } from '../chromium/serve-folder.mjs';
import { importMap } from './import-map.mjs';

/** @typedef {import('playwright').Browser} Browser */

const SECONDS = 120;
/** Without an icon browsers ask for one by themselves. */
const HEAD = '<!doctype html>\n<meta charset="utf-8">\n<title>Check</title>\n<link rel="icon" href="data:,">\n';
const SCRIPT = '<script type="module" src="./main.js"></script>';

/**
 * Bundles a module with Vite, as it is without any settings, and runs the bundle in a browser.
 * @param {Browser} browser
 * @param {string} project where its imports are installed
 * @param {string} source of the module
 * @returns {Promise<string>} what it wrote to the console
 */
export async function runBundle(browser, project, source) {
  writePage(project, 'index.html', source, '');
  await build({ root: project, configFile: false, logLevel: 'silent', build: { outDir: 'site' } });
  return runIn(browser, join(project, 'site'), 'index.html');
}

/**
 * Runs a module in a browser as it stands, with an import map in the place of a bundler.
 * @param {Browser} browser
 * @param {string} project where its imports are installed
 * @param {string} source of the module
 * @returns {Promise<string>} what it wrote to the console
 */
export async function runWithImportMap(browser, project, source) {
  writePage(project, 'page.html', source, '');
  const map = await importMap(project, 'example.js');
  writePage(project, 'page.html', source, `<script type="importmap">${JSON.stringify(map, null, 2)}</script>\n`);
  return runIn(browser, project, 'page.html');
}

/**
 * @param {Browser} browser
 * @param {string} folder
 * @param {string} page
 */
async function runIn(browser, folder, page) {
  const server = await serveFolder(folder);
  try {
    return await runPage(browser, `${server.url}${page}`, SECONDS);
  } finally {
    server.close();
  }
}

/**
 * @param {string} project
 * @param {string} name of the page
 * @param {string} source of the module
 * @param {string} head
 */
function writePage(project, name, source, head) {
  writeFileSync(join(project, 'example.js'), source);
  writeFileSync(join(project, 'main.js'), `import './example.js';\nwindow.${FINISHED} = true;\n`);
  writeFileSync(join(project, name), `${HEAD}${head}${SCRIPT}\n`);
}
