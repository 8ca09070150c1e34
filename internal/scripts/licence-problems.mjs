/**
 * @typedef {{ version?: string, license?: string, link?: boolean }} LockEntry one entry of `packages` in package-lock.json
 * @typedef {{ packages: string[], licence: string, reason: string }} LicenceException `packages` may end in `*`
 * @typedef {{ allowed: string[], exceptions: LicenceException[] }} LicencePolicy
 */

/**
 * Which locked packages come under a licence that the policy does not have, and which exceptions of the policy nobody needs any more.
 * npm writes into the lock file what each package.json states, an SPDX expression in all but very old packages.
 * @param {{ packages: Record<string, LockEntry> }} lock package-lock.json of version 3
 * @param {LicencePolicy} policy
 * @returns {string[]} empty if all is well
 */
export function licenceProblems(lock, { allowed, exceptions }) {
  const unused = new Set(exceptions);
  const installed = Object.entries(lock.packages).filter(([path, { link }]) => path.includes('node_modules/') && !link);
  const refused = installed.flatMap(([path, { version, license }]) => {
    if (license !== undefined && permits(license, allowed)) return [];
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const exception = exceptions.find((one) => one.licence === license && one.packages.some(matches(name)));
    if (exception !== undefined) {
      unused.delete(exception);
      return [];
    }
    return [`${name} ${version} (${path}): ${license ?? 'states no licence'}`];
  });
  return [
    ...refused,
    ...[...unused].map(({ packages }) => `no package needs the exception for ${packages.join(', ')}`),
  ];
}

/**
 * Whether an SPDX expression leaves a choice for which everything is allowed. Where parentheses nest it says no: such a package
 * is looked at and becomes an exception.
 * @param {string} expression
 * @param {readonly string[]} allowed
 */
export function permits(expression, allowed) {
  const bare = /^\(([^()]*)\)$/.exec(expression)?.[1] ?? expression;
  return bare.split(' OR ').some((choice) => choice.split(' AND ').every((licence) => allowed.includes(licence)));
}

/** @param {string} name */
function matches(name) {
  return (/** @type {string} */ pattern) =>
    pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
