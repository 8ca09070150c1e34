// `npm run check:licences`: does every package of our lock files, also of other platforms, come under a licence that
// internal/policy/licences.json allows?
import { readFileSync } from 'node:fs';
import { licenceProblems } from './licence-problems.mjs';

/** @param {string} path */
const readJson = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));

const registry = Object.entries(readJson('../release/registry/package-lock.json').packages);
const lock = {
  packages: {
    ...readJson('../../package-lock.json').packages,
    ...Object.fromEntries(registry.map(([path, entry]) => [`internal/release/registry/${path}`, entry])),
  },
};
const problems = licenceProblems(lock, readJson('../policy/licences.json'));
if (problems.length > 0) {
  console.error(
    `${problems.join('\n')}\n\nTake another package, or say in internal/policy/licences.json why this one is harmless.`,
  );
  process.exitCode = 1;
} else {
  console.log('Every licence in our lock files is allowed.');
}
