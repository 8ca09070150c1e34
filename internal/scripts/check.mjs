// `npm run check [-- name ...]`: every check that is no test, one after the other, each to its end. `npm run` with the name is one of them.
import { spawnSync } from 'node:child_process';
import { outcome } from './outcome.mjs';
import { root } from './packed-packages.mjs';

/** The npm scripts, quick ones first. */
const CHECKS = [
  'lint',
  'knip',
  'check:licences',
  'check:workflows',
  'check:audit',
  'check:sizes',
  'check:packages',
  'docs:api',
  'check:readmes',
  'check:consumers',
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !CHECKS.includes(name));
if (unknown.length > 0)
  throw new RangeError(`check: no check is called ${unknown.join(' or ')}; ${CHECKS.join(', ')} are`);

const results = (wanted.length > 0 ? wanted : CHECKS).map((name) => {
  console.log(`\n=== ${name}`);
  const start = performance.now();
  const { status } = spawnSync('npm', ['run', '--silent', name], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return { name, result: outcome(status), seconds: (performance.now() - start) / 1000 };
});

console.log();
for (const { name, result, seconds } of results) {
  console.log(`${result.padEnd(8)}  ${name.padEnd(16)} ${seconds.toFixed(1).padStart(6)} s`);
}
// What could not be done is no reason to stop work; where it must be done, as the audit in CI, its own script is run.
if (results.some(({ result }) => result === 'FAILED')) process.exitCode = 1;
