/**
 * @typedef {'patch' | 'minor' | 'major'} Bump
 * @typedef {{ name: string, version: string, dependencies?: Readonly<Record<string, string>>, peerDependencies?: Readonly<Record<string, string>> }} Versioned
 * @typedef {Readonly<Record<string, Bump>>} Changeset the packages that one changeset names
 */

/** From the smallest to the largest. @type {readonly Bump[]} */
const BUMPS = ['patch', 'minor', 'major'];

/**
 * Whether a range of one of our manifests lets a version in: `^1.2.3` by the rules of semantic versioning (below 1.0.0 a minor version
 * breaks, below 0.1.0 a patch does), or `>=1.2.3`.
 * @param {string} range
 * @param {string} version without a pre-release
 * @throws {RangeError} if the range is of another kind
 */
export function admits(range, version) {
  const [, kind, lowest] = /^(\^|>=)(\d+\.\d+\.\d+)$/.exec(range) ?? [];
  if (kind === undefined) throw new RangeError(`admits: range must be like ^1.2.3 or >=1.2.3, got ${range}`);
  const [least, numbers] = [numbersOf(lowest), numbersOf(version)];
  const difference = numbers.findIndex((number, index) => number !== least[index]);
  if (difference < 0) return true;
  if (numbers[difference] < least[difference]) return false;
  const firstOfWeight = least.findIndex((number) => number > 0);
  return kind === '>=' || (firstOfWeight >= 0 && difference > firstOfWeight);
}

/**
 * @param {string} version
 * @param {Bump} bump
 */
export function bumpVersion(version, bump) {
  const [major, minor, patch] = numbersOf(version);
  if (bump === 'major') return `${major + 1}.0.0`;
  if (bump === 'minor') return `${major}.${minor + 1}.0`;
  return `${major}.${minor}.${patch + 1}`;
}

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
      return version !== undefined && bump !== undefined && !admits(range, bumpVersion(version, bump));
    });
  let isStable = false;
  while (!isStable) {
    isStable = true;
    for (const { name, dependencies, peerDependencies } of packages) {
      if (isLeftBehind(dependencies) && raise(name, 'patch')) isStable = false;
      if (isLeftBehind(peerDependencies) && raise(name, 'major')) isStable = false;
    }
  }
  return new Map([...bumps].map(([name, bump]) => [name, bumpVersion(versions.get(name) ?? '', bump)]));
}

/** @param {string} version */
function numbersOf(version) {
  return version.split('.').map(Number);
}
