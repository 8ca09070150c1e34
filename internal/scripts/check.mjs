// `npm run check [-- --all] [-- name ...]`: every check that is no test, two at a time, each to its end. `npm run` with the name is one of
// them. With --all those that can do more do it: READMEs in a browser, and all consumers.
import { execFile } from 'node:child_process';
import { root } from './packages.mjs';

/** The npm scripts, long ones first. */
const CHECKS = [
  'check:consumers',
  'check:readmes',
  'docs:api',
  'check:packages',
  'knip',
  'lint',
  'check:sizes',
  'check:workflows',
  'check:licences',
  'check:audit',
  'check:speed',
];
/** Measures, with nothing beside it. */
const ALONE = 'check:speed';
const WITH_MORE = ['check:consumers', 'check:readmes'];
const AT_A_TIME = 2;
/** The exit code of a check that could not be made: EX_TEMPFAIL of sysexits.h, "try again later". */
const NOT_DONE = 75;

const isAll = process.argv.includes('--all');
const wanted = process.argv.slice(2).filter((word) => word !== '--all');
const unknown = wanted.filter((name) => !CHECKS.includes(name));
if (unknown.length > 0) {
  throw new RangeError(`check: no check is called ${unknown.join(' or ')}; ${CHECKS.join(', ')} are`);
}
const chosen = wanted.length > 0 ? wanted : CHECKS;

// Once, before checks that run at the same time find that something is to be built.
if (chosen.some((name) => /consumers|readmes|api|sizes|packages/.test(name))) await run('build', []);

/** @type {string[]} */
const lines = [];
const waiting = chosen.filter((name) => name !== ALONE).values();
await Promise.all(Array.from({ length: AT_A_TIME }, () => checkSome(waiting)));
await checkSome(chosen.filter((name) => name === ALONE));
console.log(`\n${lines.join('\n')}`);

/** @param {Iterable<string>} names */
async function checkSome(names) {
  for (const name of names) {
    const start = performance.now();
    const { code, output } = await run(name, isAll && WITH_MORE.includes(name) ? ['--', '--all'] : []);
    const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(6);
    console.log(`\n=== ${name}\n${output.trimEnd()}`);
    const outcome = code === 0 ? 'ok' : code === NOT_DONE ? 'NOT DONE' : 'FAILED';
    lines[chosen.indexOf(name)] = `${outcome.padEnd(8)}  ${name.padEnd(16)} ${seconds} s`;
    // What could not be done is no reason to stop work; where it must be done, as the audit in CI, its own script is run.
    if (outcome === 'FAILED') process.exitCode = 1;
  }
}

/**
 * @param {string} name of an npm script
 * @param {string[]} args
 * @returns {Promise<{ code: unknown, output: string }>}
 */
function run(name, args) {
  const options = { cwd: root, maxBuffer: 2 ** 28, shell: process.platform === 'win32' };
  return new Promise((resolve) => {
    execFile('npm', ['run', '--silent', name, ...args], options, (error, standardOutput, standardError) => {
      resolve({ code: error?.code ?? 0, output: standardOutput + standardError });
    });
  });
}
