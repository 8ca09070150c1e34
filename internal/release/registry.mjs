import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../scripts/packed-packages.mjs';
import { runCommand } from '../scripts/run-command.mjs';

/**
 * @typedef {object} Registry
 * @property {string} url with a slash at the end
 * @property {() => string} output what it has complained about
 * @property {() => void} stop
 */

const SOURCES = fileURLToPath(new URL('./registry/', import.meta.url));
const FLAGS = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/**
 * Installs Verdaccio as its own lock file says, once for each lock file, into node_modules/.cache.
 * @param {AbortSignal} signal
 * @returns {Promise<string>} the folder of its node_modules
 */
export async function installRegistry(signal) {
  const lock = readFileSync(join(SOURCES, 'package-lock.json'));
  const key = createHash('sha256').update(lock).digest('hex').slice(0, 8);
  const folder = join(root, 'node_modules/.cache', `registry-${key}`);
  // npm writes this file when all is there.
  if (existsSync(join(folder, 'node_modules/.package-lock.json'))) return folder;
  mkdirSync(folder, { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) cpSync(join(SOURCES, name), join(folder, name));
  const { code, output } = await runCommand('npm', ['ci', ...FLAGS], folder, 300, { signal });
  if (code !== 0) throw new Error(`the registry could not be installed:\n${output}`);
  return folder;
}

/**
 * Starts an empty registry on a free port of the loopback, which takes `@unet/*` from anybody and asks no other registry.
 * @param {string} modules what {@link installRegistry} gave
 * @param {string} storage a folder, where it keeps what is published
 * @param {AbortSignal} signal stops it, too
 * @returns {Promise<Registry>}
 */
export async function startRegistry(modules, storage, signal) {
  signal.throwIfAborted();
  mkdirSync(storage, { recursive: true });
  const child = fork(join(SOURCES, 'server.mjs'), [modules, storage], { cwd: storage, silent: true, signal });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  const port = await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`the registry did not start:\n${output}`)));
  });
  return { url: `http://127.0.0.1:${port}/`, output: () => output, stop: () => child.kill() };
}
