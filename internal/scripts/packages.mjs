import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * @typedef {{ name: string, version: string, private?: boolean, bin?: Record<string, string>, exports: Record<string, string | Record<string, string>>, dependencies?: Record<string, string>, peerDependencies?: Record<string, string>, peerDependenciesMeta?: Record<string, { optional?: boolean }> }} Manifest
 * @typedef {{ folder: string, manifest: Manifest }} PublicPackage
 */

/**
 * Every package that is published, by its folder under packages/. A folder of which git has taken the package.json away, and left what was
 * built, is none.
 * @param {string} [repository] this one, or a copy
 * @returns {PublicPackage[]}
 */
export function publicPackages(repository = root) {
  return readdirSync(join(repository, 'packages'))
    .map((name) => join(repository, 'packages', name))
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .map((folder) => ({ folder, manifest: readJson(join(folder, 'package.json')) }))
    .filter(({ manifest }) => !manifest.private);
}

/**
 * The subpaths that users import from a package, such as `.` and `./arrays`; what begins with `internal` is for siblings. Of a command there are none.
 * @param {Manifest} manifest
 * @returns {string[]}
 */
export function entriesOf(manifest) {
  if (manifest.bin !== undefined) return [];
  return Object.keys(manifest.exports).filter((entry) => !/^\.\/(package\.json$|internal)/.test(entry));
}

/**
 * Versions that the root's lock file holds, by package name, so that a check installs what was tested.
 * @returns {Map<string, string>}
 */
export function lockedVersions() {
  /** @type {{ packages: Record<string, { version?: string }> }} */
  const lock = readJson(join(root, 'package-lock.json'));
  return new Map(
    Object.entries(lock.packages).flatMap(([path, { version }]) =>
      path.lastIndexOf('node_modules/') === 0 && version !== undefined
        ? [[path.slice('node_modules/'.length), version]]
        : [],
    ),
  );
}

/** @param {string} path */
export function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
