import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runJson } from './run-json.mjs';

const python = '/usr/bin/python3';

/**
 * Looks for a peer that trains the same network in PyTorch, `torch_unet.py`. It prints one JSON line with the minima over `--steps`,
 * after one step to warm up: `forward_s`, `step_s`, and `peak_rss_mib`.
 */
export function findTorchPeer(directory) {
  const script = join(directory, 'torch_unet.py');
  if (!existsSync(script)) return { available: false, reason: `${script} is not there` };
  const probe = spawnSync(python, ['-c', 'import torch; print(torch.__version__)'], { encoding: 'utf8' });
  if (probe.status !== 0) return { available: false, reason: `${python} lacks PyTorch` };
  return {
    available: true,
    description: `PyTorch ${probe.stdout.trim()}`,
    async measure({ base, size, steps, threads, forwardOnly }) {
      const args = ['--base', base, '--size', size, '--steps', steps, '--threads', threads];
      if (forwardOnly) args.push('--forward-only');
      return await runJson(python, [script, ...args]);
    },
  };
}
