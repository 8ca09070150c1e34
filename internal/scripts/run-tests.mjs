// `npm test`, after the build: every vitest project that this machine can run. Arguments go to vitest: `npm test -- packages/tiling`.
// The last line is `N passed, N failed, N skipped`; the exit code is vitest's.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from '../chromium/find-chromium.mjs';
import { summariseReport } from './summarise-report.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const vitest = fileURLToPath(new URL('vitest.mjs', import.meta.resolve('vitest/package.json')));

const NO_BROWSER = [
  '',
  '*** NO CHROMIUM FOUND: the browser project (WebGL, and the plain tests in a browser) is SKIPPED. ***',
  '*** Run it with CHROMIUM=/path/to/chromium npm test, or install one: apt-get install chromium    ***',
  '',
].join('\n');

const onServer = !['', '0', 'false', undefined].includes(process.env.CI);
const skipsBrowser = findChromium() === undefined;
if (skipsBrowser) {
  console.error(NO_BROWSER);
  if (onServer) {
    console.error('With CI set the browser project is a must.');
    process.exit(1);
  }
}

const folder = mkdtempSync(join(tmpdir(), 'unet-tests-'));
const report = join(folder, 'report.json');
try {
  const { status } = spawnSync(
    process.execPath,
    [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)],
    { cwd: root, stdio: 'inherit' },
  );
  process.exitCode = status ?? 1;
  if (skipsBrowser) console.error(NO_BROWSER);
  console.log(summariseReport(report));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
