// `npm run check:licences`: does every package of our lock files come under a licence that internal/policy/licences.json allows? From the
// lock files, for they also hold what npm installs on other platforms, and what nobody has installed yet; checkers of licences read
// node_modules. npm writes into them what each package.json states, an SPDX expression in all but very old packages.
import { readJson, root } from './packages.mjs';

/** @type {{ allowed: string[], exceptions: { packages: string[], licence: string, reason: string }[] }} `packages` may end in `*` */
const { allowed, exceptions } = readJson(`${root}internal/policy/licences.json`);
const unused = new Set(exceptions);
/** @type {string[]} */
const problems = [];
for (const folder of process.argv.length > 2 ? process.argv.slice(2) : [root, `${root}internal/release/registry`]) {
  /** @type {{ packages: Record<string, { version?: string, license?: string, link?: boolean }> }} */
  const { packages } = readJson(`${folder}/package-lock.json`);
  for (const [path, { version, license, link }] of Object.entries(packages)) {
    if (!path.includes('node_modules/') || link || permits(license ?? '')) continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const exception = exceptions.find(
      (one) => one.licence === license && one.packages.some((pattern) => fits(name, pattern)),
    );
    if (exception === undefined) problems.push(`${name} ${version} (${path}): ${license ?? 'states no licence'}`);
    else unused.delete(exception);
  }
}
problems.push(...[...unused].map((one) => `no package needs the exception for ${one.packages.join(', ')}`));
console.log(problems.join('\n') || 'Every licence in our lock files is allowed.');
if (problems.length > 0) {
  console.error('\nTake another package, or say in internal/policy/licences.json why this one is harmless.');
  process.exitCode = 1;
}

/**
 * Whether an SPDX expression leaves a choice for which everything is allowed. Where parentheses nest it says no: such a package
 * is looked at and becomes an exception.
 * @param {string} expression
 */
function permits(expression) {
  const bare = /^\(([^()]*)\)$/.exec(expression)?.[1] ?? expression;
  return bare.split(' OR ').some((choice) => choice.split(' AND ').every((licence) => allowed.includes(licence)));
}

/**
 * @param {string} name
 * @param {string} pattern
 */
function fits(name, pattern) {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
