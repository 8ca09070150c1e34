/**
 * Times one network in a process of its own, so that warm-up and peak memory are its own too, and prints one JSON line:
 *
 *     node internal/bench/unet-step.mjs [--backend simd] [--base 64] [--size 572] [--steps 3] [--forward-only]
 *         [--threads 2] [--relaxed auto|true|false] [--convolution winograd4] [--profile]
 *
 * `minimum` and `median` are seconds over `--steps` training steps, or forward passes with `--forward-only`, after one to warm up;
 * `leakedTensors` what they left over; `peakRssMiB` the peak resident memory of the process, `peakRssMiBAtStep10` what it was by then.
 * `--threads`, `--relaxed` and `--convolution` are for `simd`. `--profile` prints instead where the time of the fastest step went: by
 * kernel, and the slowest calls with their shapes.
 */
import { parseArgs } from 'node:util';
import { profileKernels, profileReport } from './kernel-profile.mjs';
import { startBackend } from './start-backend.mjs';
import { measureForward, measureTrainStep } from './train-step.mjs';

const { values: options } = parseArgs({
  options: {
    backend: { type: 'string' },
    threads: { type: 'string' },
    relaxed: { type: 'string', default: 'auto' },
    convolution: { type: 'string' },
    base: { type: 'string', default: '64' },
    size: { type: 'string', default: '572' },
    steps: { type: 'string', default: '3' },
    'forward-only': { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
  },
});
if (!['auto', 'true', 'false'].includes(options.relaxed))
  throw new RangeError(`unet-step: --relaxed must be auto, true or false, got ${options.relaxed}`);
const threads = options.threads === undefined ? undefined : positive('threads');

const started = performance.now();
const backend = await startBackend({ ...options, threads });
const readySeconds = (performance.now() - started) / 1000;
const profile = options.profile ? profileKernels() : undefined;
let fastest;
let stepsDone = 0;
let peakAtStep10;
const measure = options['forward-only'] ? measureForward : measureTrainStep;
const { losses, ...result } = await measure({
  base: positive('base'),
  size: positive('size'),
  steps: positive('steps'),
  onWarm: () => profile?.take(),
  onStep: (milliseconds) => {
    const calls = profile?.take();
    if (++stepsDone === 10) peakAtStep10 = peakRss();
    if (fastest === undefined || milliseconds < fastest.milliseconds) fastest = { milliseconds, calls };
  },
});
const peakRssMiB = peakRss();
if (profile !== undefined) console.log(profileReport(fastest.calls, fastest.milliseconds));
else
  console.log(
    JSON.stringify({
      work: options['forward-only'] ? 'forward' : 'step',
      backend,
      threads,
      relaxed: options.relaxed,
      node: process.version,
      ...result,
      lastLoss: losses?.at(-1),
      readySeconds,
      peakRssMiB,
      peakRssMiBAtStep10: peakAtStep10,
    }),
  );

/** In MiB; Node gives kilobytes on every system. */
function peakRss() {
  return process.resourceUsage().maxRSS / 1024;
}

function positive(name) {
  const value = Number(options[name]);
  if (!Number.isInteger(value) || value < 1)
    throw new RangeError(`unet-step: --${name} must be a positive integer, got ${options[name]}`);
  return value;
}
