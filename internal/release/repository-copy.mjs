import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * @typedef {(command: string, args: readonly string[], cwd: string) => Promise<string>} Run gives what was printed, throws if it fails
 */

/**
 * Copies the repository as it lies there, with what is not committed yet and without what git ignores, and makes it the only commit of a
 * new one. Packages that were installed are not copied but linked: nothing of a release writes to them.
 * @param {string} root
 * @param {string} copy a folder that is not there yet
 * @param {Run} run
 */
export async function copyRepository(root, copy, run) {
  const listed = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], root);
  for (const path of new Set(listed.split('\0'))) {
    // A file that was deleted and not committed is still listed.
    if (path !== '' && existsSync(join(root, path))) cpSync(join(root, path), join(copy, path));
  }
  linkModules(root, copy);
  await run('git', ['init', '--quiet', '--initial-branch=main'], copy);
  // For links are no folders, and would not be ignored.
  writeFileSync(join(copy, '.git/info/exclude'), 'node_modules\n');
  await commit(copy, 'what is released', run);
}

/**
 * Commits everything in the copy.
 * @param {string} copy
 * @param {string} message
 * @param {Run} run
 */
export async function commit(copy, message, run) {
  await run('git', ['add', '--all'], copy);
  await run('git', ['commit', '--quiet', `--message=${message}`], copy);
}

/**
 * @param {string} root
 * @param {string} copy
 */
function linkModules(root, copy) {
  const folders = workspaces(copy);
  const own = new Map(folders.map((folder) => [nameOf(join(copy, folder)), folder]));
  for (const name of installedIn(join(root, 'node_modules'))) {
    // A workspace is linked there, and must be the copy's own.
    const source = own.has(name) ? join(copy, own.get(name) ?? '') : join(root, 'node_modules', name);
    link(source, join(copy, 'node_modules', name));
  }
  for (const folder of folders) {
    const modules = join(root, folder, 'node_modules');
    if (existsSync(modules)) link(modules, join(copy, folder, 'node_modules'));
  }
}

/**
 * What node_modules holds, also in scopes; its own folders, such as .bin, too.
 * @param {string} modules
 */
function installedIn(modules) {
  return readdirSync(modules)
    .filter((name) => name !== '.cache')
    .flatMap((name) =>
      name.startsWith('@') ? readdirSync(join(modules, name)).map((one) => `${name}/${one}`) : [name],
    );
}

/** @param {string} folder of the repository */
function workspaces(folder) {
  /** @type {{ workspaces: string[] }} */
  const manifest = readJson(join(folder, 'package.json'));
  return manifest.workspaces
    .map((pattern) => pattern.replace('/*', ''))
    .flatMap((parent) => readdirSync(join(folder, parent)).map((name) => join(parent, name)))
    .filter((path) => existsSync(join(folder, path, 'package.json')));
}

/**
 * @param {string} target
 * @param {string} path
 */
function link(target, path) {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path, 'junction');
}

/** @param {string} folder */
function nameOf(folder) {
  return String(readJson(join(folder, 'package.json')).name);
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
