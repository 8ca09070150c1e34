// `npm run check:consumers [-- --all] [name ...]`: the programs in consumers/, as users write them, each copied to an empty place with the
// packages installed from tarballs by npm. Their own `check` script is run, then their page, if they have one, in Chromium. Without names
// those that say `"unet": { "when": "merge" }` in their package.json, with --all the others, too.
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchChromium } from '../chromium/launch-chromium.mjs';
import { runPage } from '../chromium/run-page.mjs';
import { serveFolder } from '../chromium/serve-folder.mjs';
import { readJson, root } from '../scripts/packages.mjs';
import { succeed } from '../scripts/run-command.mjs';
import { installByNpm } from './install.mjs';
import { packAll } from './pack.mjs';
import { choose, makeAll } from './report.mjs';

const SECONDS = 600;

const folder = join(root, 'consumers');
const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'package.json')));
const isAll = process.argv.includes('--all');
const wanted = process.argv.slice(2).filter((word) => word !== '--all');
const chosen = choose(wanted, names, 'consumer').filter(
  (name) => isAll || wanted.length > 0 || whenOf(name) === 'merge',
);

const workplace = mkdtempSync(join(tmpdir(), 'unet-consumers-'));
const browser = await launchChromium();
try {
  const tarballs = await packAll();
  await makeAll(chosen.map((name) => ({ name, check: () => check(name, tarballs) })));
} finally {
  await browser.close();
  rmSync(workplace, { recursive: true, force: true });
}
const later = names.filter((name) => !chosen.includes(name));
if (wanted.length === 0 && later.length > 0) console.log(`with --all also ${later.join(', ')}`);

/**
 * @param {string} name
 * @param {ReadonlyMap<string, string>} tarballs
 */
async function check(name, tarballs) {
  const project = join(workplace, name);
  cpSync(join(folder, name), project, { recursive: true });
  const { scripts, unet } = readJson(join(project, 'package.json'));
  if (unet.shared) cpSync(join(folder, 'shared'), join(project, 'shared'), { recursive: true });
  await installByNpm(project, tarballs);
  if (scripts?.check !== undefined) await succeed('npm', ['run', '--silent', 'check'], project, SECONDS);
  const site = ['dist', '.'].map((one) => join(project, one)).find((one) => existsSync(join(one, 'index.html')));
  if (site === undefined) return;
  const server = await serveFolder(site);
  try {
    await runPage(browser, `${server.url}index.html`, SECONDS);
  } finally {
    server.close();
  }
}

/**
 * @param {string} name
 * @returns {'merge' | 'nightly'}
 */
function whenOf(name) {
  const { when } = readJson(join(folder, name, 'package.json')).unet ?? {};
  if (!['merge', 'nightly'].includes(when)) {
    throw new RangeError(`consumers/${name}/package.json must hold "unet": { "when": "merge" or "nightly" }`);
  }
  return when;
}
