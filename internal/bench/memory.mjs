/**
 * Peak memory of the process over training steps of the paper's network, and tensors that are left after each:
 *
 *     npm run bench:memory [-- --base 64] [--size 572] [--steps 2] [--backend NAME]
 */
import { parseArgs } from 'node:util';
import { startBackend } from './start-backend.mjs';
import { measureTrainStep } from './train-step.mjs';

const { values: options } = parseArgs({
  options: {
    base: { type: 'string', default: '64' },
    size: { type: 'string', default: '572' },
    steps: { type: 'string', default: '2' },
    backend: { type: 'string' },
  },
});
const backend = await startBackend({ backend: options.backend });
const {
  median: seconds,
  samples: _,
  losses: __,
  ...result
} = await measureTrainStep({
  base: Number(options.base),
  size: Number(options.size),
  steps: Number(options.steps),
});
const peakRssMiB = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(JSON.stringify({ backend, seconds, ...result, peakRssMiB }));
