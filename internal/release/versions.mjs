import semver from 'semver';

/**
 * @typedef {'patch' | 'minor' | 'major'} Bump
 * @typedef {{ name: string, version: string, dependencies?: Readonly<Record<string, string>>, peerDependencies?: Readonly<Record<string, string>> }} Versioned
 * @typedef {Readonly<Record<string, Bump>>} Changeset the packages that one changeset names
 */

/** From the smallest to the largest. @type {readonly Bump[]} */
const BUMPS = ['patch', 'minor', 'major'];

/**
 * The versions of the next release: every package that a changeset names, by the largest bump that one gives it, and besides only
 * those that would otherwise not admit the new version of a sibling: a patch where it is a dependency, a major version where it is a
 * peer, for users then have to follow.
 * @param {readonly Versioned[]} packages
 * @param {readonly Changeset[]} changesets
 * @returns {Map<string, string>} the new version by name, of those alone that get one
 * @throws {RangeError} if a changeset names something else
 */
export function nextVersions(packages, changesets) {
  /** @type {Map<string, Bump>} */
  const bumps = new Map();
  /** @type {(name: string, bump: Bump) => boolean} */
  const raise = (name, bump) => {
    const before = bumps.get(name);
    if (before !== undefined && BUMPS.indexOf(before) >= BUMPS.indexOf(bump)) return false;
    bumps.set(name, bump);
    return true;
  };
  const versions = new Map(packages.map(({ name, version }) => [name, version]));
  for (const [name, bump] of changesets.flatMap((changeset) => Object.entries(changeset))) {
    if (!versions.has(name))
      throw new RangeError(`nextVersions: a changeset names ${name}, which is no public package`);
    raise(name, bump);
  }
  /** @type {(ranges: Readonly<Record<string, string>> | undefined) => boolean} */
  const isLeftBehind = (ranges = {}) =>
    Object.entries(ranges).some(([name, range]) => {
      const [version, bump] = [versions.get(name), bumps.get(name)];
      return version !== undefined && bump !== undefined && !semver.satisfies(next(version, bump), range);
    });
  let isStable = false;
  while (!isStable) {
    isStable = true;
    for (const { name, dependencies, peerDependencies } of packages) {
      if (isLeftBehind(dependencies) && raise(name, 'patch')) isStable = false;
      if (isLeftBehind(peerDependencies) && raise(name, 'major')) isStable = false;
    }
  }
  return new Map([...bumps].map(([name, bump]) => [name, next(versions.get(name) ?? '', bump)]));
}

/**
 * @param {string} version
 * @param {Bump} bump
 */
function next(version, bump) {
  const raised = semver.inc(version, bump);
  if (raised === null) throw new RangeError(`nextVersions: expected a version like 1.2.3, got "${version}"`);
  return raised;
}
