import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../scripts/run-command.mjs';
import { runJson } from './run-json.mjs';

const version = '1.30.0';
/** Git ignores it, and `npm ci` empties it with everything else that was installed. */
const cache = fileURLToPath(new URL('../../node_modules/.cache/unet-bench', import.meta.url));
const script = fileURLToPath(new URL('onnx-forward.mjs', import.meta.url));
/** Largest difference of a logit from ours over the largest logit: float32 sums in other orders, and Winograd's transforms. */
const tolerance = 1e-4;

/**
 * Installs onnxruntime-node where only the benchmark finds it, and makes sure that it computes what our network does. It is no
 * dependency of the repository: 290 MB unpacked, for all platforms at once, which every `npm ci` would fetch. Without its install script, which
 * downloads libraries for CUDA, it computes on the CPU.
 * @param {string} backend ours, to compare with
 */
export async function findOnnxPeer(backend) {
  const problem = await install();
  if (problem !== undefined) return { available: false, reason: problem };
  const run = (args) => runJson(process.execPath, [script, '--modules', cache, ...args]);
  let check;
  try {
    check = await run(['--check', backend, '--base', 16, '--size', 204]);
  } catch (error) {
    return { available: false, reason: error.message };
  }
  if (!(check.largestDifference <= tolerance * check.largestValue)) {
    const reason = `its logits differ from ours by ${check.largestDifference}, the largest is ${check.largestValue}`;
    return { available: false, reason, check };
  }
  return {
    available: true,
    description: `onnxruntime-node ${version}`,
    check,
    measure: ({ base, size, steps, threads }) =>
      run(['--base', base, '--size', size, '--steps', steps, '--threads', threads]),
  };
}

/** Why it cannot be installed; nothing where it is. */
async function install() {
  const manifest = join(cache, 'node_modules/onnxruntime-node/package.json');
  if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version === version) return undefined;
  console.error(`Installing onnxruntime-node ${version} into ${cache}`);
  mkdirSync(cache, { recursive: true });
  // A package of its own, or npm would install into the repository around it.
  writeFileSync(join(cache, 'package.json'), '{ "private": true }\n');
  const flags = [
    '--prefix',
    cache,
    '--no-save',
    '--no-package-lock',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--fetch-retries=1',
  ];
  const { code, output } = await runCommand('npm', ['install', ...flags, `onnxruntime-node@${version}`], cache, 180);
  if (code === 0) return undefined;
  const reason = output.split('\n').find((line) => /npm (error|ERR!)/.test(line)) ?? output.trim().split('\n').at(-1);
  return `npm install onnxruntime-node failed: ${reason.trim()}`;
}
