/**
 * @typedef {object} PackedManifest
 * @property {string} name
 * @property {Readonly<Record<string, unknown>>} exports
 * @property {Readonly<Record<string, string>>} [dependencies]
 * @property {Readonly<Record<string, string>>} [peerDependencies]
 */

/** What a package publishes: what was compiled, and the three pages that npm adds. */
const WANTED = /^(dist\/.*\.(js|d\.ts)|package\.json|README\.md|LICENSE)$/;
const ALWAYS = ['package.json', 'README.md', 'LICENSE'];

/**
 * What is wrong with what npm would publish of a package, beyond what publint and attw look at: pages that are missing, files that nobody
 * needs.
 * @param {PackedManifest} manifest
 * @param {readonly string[]} files paths in the tarball, without `package/`
 * @returns {string[]}
 */
export function packedProblems(manifest, files) {
  const ranges = Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies });
  return [
    ...ALWAYS.filter((file) => !files.includes(file)).map((file) => `${file} is not packed`),
    ...targetsOf(manifest.exports).flatMap(([entry, target]) =>
      files.includes(target) ? [] : [`exports["${entry}"] leads to ${target}, which is not packed`],
    ),
    ...files.filter((file) => !WANTED.test(file)).map((file) => `${file} is packed and should not be`),
    ...ranges
      .filter(([, range]) => /^(file|link|workspace|git(\+\w+)?|https?):|^\*$|^$/.test(range))
      .map(([name, range]) => `${name} is wanted as "${range}", which means nothing to users`),
  ];
}

/**
 * Every file that `exports` leads to, by entry.
 * @param {Readonly<Record<string, unknown>>} exports
 * @returns {[string, string][]}
 */
function targetsOf(exports) {
  return Object.entries(exports).flatMap(([entry, target]) => {
    const targets = typeof target === 'string' ? [target] : Object.values(/** @type {object} */ (target));
    return targets.map((path) => /** @type {[string, string]} */ ([entry, path.replace('./', '')]));
  });
}
