// `npm test`: the tests of every workspace, through turbo, which runs those again that a change concerns and remembers the others.
// `npm run test:all` adds what is left to the night. Any argument goes to vitest, without turbo: `npm test -- packages/tiling --project simd`.
// The last line is `N passed, N failed, N skipped`.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from '../chromium/find-chromium.mjs';
import { summariseReports } from './summarise-reports.mjs';
import { runTurbo } from './turbo.mjs';

/** Where vitest.config.ts has the result written, in the folder that the tests were started in. */
const REPORT = '.vitest/report.json';

const NO_BROWSER = [
  '',
  '*** NO CHROMIUM FOUND: what runs in a browser (WebGL, WebGPU, pages) is SKIPPED.                 ***',
  '*** Run it with CHROMIUM=/path/to/chromium npm test, or install one: apt-get install chromium    ***',
  '',
].join('\n');

const root = fileURLToPath(new URL('../..', import.meta.url));
const chromium = findChromium();
const onServer = !['', '0', 'false', undefined].includes(process.env.CI);
if (chromium === undefined) {
  console.error(NO_BROWSER);
  if (onServer) {
    console.error('With CI set a browser is a must.');
    process.exit(1);
  }
}

const MODE = ['--mode', 'all'];
const isAll = MODE.every((word, index) => process.argv[2 + index] === word);
const args = process.argv.slice(isAll ? 4 : 2);
if (args.length > 0) {
  rmSync(join(root, REPORT), { force: true });
  const vitest = fileURLToPath(new URL('vitest.mjs', import.meta.resolve('vitest/package.json')));
  const command = [vitest, 'run', ...(isAll ? MODE : []), ...args];
  process.exitCode = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' }).status ?? 1;
  console.log(summariseReports([join(root, REPORT)]));
} else {
  const reports = ['packages', 'examples', 'internal']
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(root, folder, name)))
    .filter((folder) => hasTests(join(folder, 'package.json')))
    .map((folder) => join(folder, REPORT));
  // What is there after the run is of this run, or of the cache's.
  for (const report of reports) rmSync(report, { force: true });
  // One more than there are cores: most workspaces compute in one process, and wait for it while it starts and ends.
  const atOnce = Math.min(4, availableParallelism()) + 1;
  // What tests run on besides the files that turbo knows of.
  const engines = [process.version, process.platform, process.arch, chromium, chromium && statSync(chromium).mtimeMs];
  process.exitCode = runTurbo(
    ['test', '--continue=dependencies-successful', `--concurrency=${atOnce}`, ...(isAll ? ['--', ...MODE] : [])],
    { env: { UNET_ENGINES: engines.join(' ') } },
  );
  if (chromium === undefined) console.error(NO_BROWSER);
  console.log(summariseReports(reports));
}

/** @param {string} manifest path of a package.json, which need not be there */
function hasTests(manifest) {
  return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).scripts?.test !== undefined;
}
