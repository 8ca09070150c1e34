import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lockedVersions, publicPackages, readJson } from '../scripts/packages.mjs';
import { succeed } from '../scripts/run-command.mjs';

/** @typedef {ReadonlyMap<string, string>} Tarballs paths by package name, what `packAll` of pack.mjs gives */

const FLAGS = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
const SECONDS = 300;
const PNPM = fileURLToPath(new URL('bin/pnpm.cjs', import.meta.resolve('pnpm')));

/**
 * Makes projects that each have what they name, and nothing else that they or a package of theirs could import: pnpm links into a package
 * what it declares alone, and refuses a project in which a package lacks a peer. Ours come from tarballs, the others at the version of the
 * root's lock file.
 * @param {string} workplace an empty folder; the projects become folders in it
 * @param {Readonly<Record<string, readonly string[]>>} projects names of packages by project
 * @param {Tarballs} tarballs
 */
export async function installStrictly(workplace, projects, tarballs) {
  const versions = lockedVersions();
  /** @type {(name: string) => string} */
  const specifier = (name) => {
    const tarball = tarballs.get(name);
    if (tarball !== undefined) return `file:${tarball}`;
    const version = versions.get(name);
    if (version === undefined) throw new Error(`a README installs ${name}, which the root's lock file does not hold`);
    return version;
  };
  for (const [project, names] of Object.entries(projects)) {
    mkdirSync(join(workplace, project));
    const dependencies = Object.fromEntries(names.map((name) => [name, specifier(name)]));
    write(join(workplace, project, 'package.json'), { name: project, private: true, dependencies });
  }
  // The siblings that a package depends on are published under another version, or not at all. Not its peers: they must be missed.
  const siblings = publicPackages().flatMap(({ manifest: { name, dependencies = {} } }) =>
    Object.keys(dependencies)
      .filter((sibling) => tarballs.has(sibling))
      .map((sibling) => [`${name}>${sibling}`, specifier(sibling)]),
  );
  // YAML holds JSON.
  write(join(workplace, 'pnpm-workspace.yaml'), {
    packages: ['*'],
    overrides: Object.fromEntries(siblings),
    autoInstallPeers: false,
    strictPeerDependencies: true,
    // Else a peer that one project lacks is taken from another,
    sharedWorkspaceLockfile: false,
    // and a package finds what lies in the project around it: its files are outside, in pnpm's store, beside what it declares.
    enableGlobalVirtualStore: true,
  });
  write(join(workplace, 'package.json'), { private: true });
  const flags = FLAGS.filter((flag) => !/audit|fund/.test(flag));
  await succeed(process.execPath, [PNPM, 'install', '--no-frozen-lockfile', ...flags], workplace, SECONDS);
}

/**
 * Installs a project as npm does it by default, with ours from tarballs also where another package depends on them.
 * @param {string} project a folder with a package.json, which is changed
 * @param {Tarballs} tarballs
 */
export async function installByNpm(project, tarballs) {
  const path = join(project, 'package.json');
  const manifest = readJson(path);
  const files = [...tarballs].map(([name, tarball]) => [name, `file:${tarball}`]);
  /** @type {(file: string[]) => boolean} */
  const isDirect = ([name]) => name in manifest.dependencies;
  const dependencies = { ...manifest.dependencies, ...Object.fromEntries(files.filter(isDirect)) };
  const overrides = { ...manifest.overrides, ...Object.fromEntries(files.filter((file) => !isDirect(file))) };
  write(path, { ...manifest, dependencies, overrides });
  await succeed('npm', ['install', '--no-package-lock', ...FLAGS], project, SECONDS);
}

/**
 * @param {string} path
 * @param {object} content
 */
function write(path, content) {
  writeFileSync(path, JSON.stringify(content, null, 2));
}
