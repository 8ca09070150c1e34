import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from './run-command.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * @typedef {{ name: string, version: string, private?: boolean, exports: Record<string, unknown>, dependencies?: Record<string, string>, peerDependencies?: Record<string, string>, peerDependenciesMeta?: Record<string, { optional?: boolean }> }} Manifest
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
 * Packs all the packages with one `npm pack`.
 * @param {PublicPackage[]} packages
 * @param {string} destination an existing folder
 * @returns {Promise<Map<string, string>>} the path of the tarball by package name
 */
export async function pack(packages, destination) {
  const { code, output, standardOutput } = await runCommand(
    'npm',
    [
      'pack',
      '--json',
      '--loglevel=error',
      `--pack-destination=${destination}`,
      ...packages.map(({ folder }) => folder),
    ],
    root,
    300,
  );
  if (code !== 0) throw new Error(`npm pack failed:\n${output}`);
  /** @type {{ name: string, filename: string }[]} */
  const packed = Object.values(JSON.parse(standardOutput));
  return new Map(packed.map(({ name, filename }) => [name, join(destination, filename)]));
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
function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
