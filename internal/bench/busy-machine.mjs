/**
 * Trains on `simd` on a machine that has other things to do, and again in peace, and compares the weights:
 *
 *     node internal/bench/busy-machine.mjs [--minutes 20] [--busy 8] [--suspend 5] [--base 32] [--size 188] [--threads N]
 *
 * For so many minutes a network trains beside so many processes that do nothing but compute; once a minute the training is stopped for some
 * seconds, as a computer that is shut. Then it is trained once more, as many steps, without them. Prints a line of JSON, and fails if a
 * training failed or the weights are not the same bit for bit.
 */
import { fork, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '20' },
    busy: { type: 'string', default: '8' },
    suspend: { type: 'string', default: '5' },
    base: { type: 'string', default: '32' },
    size: { type: 'string', default: '188' },
    threads: { type: 'string' },
    // Of the process that trains: how many steps at most.
    steps: { type: 'string' },
  },
});

if (process.send !== undefined && options.steps !== undefined) await trainHere(Number(options.steps));
else await compare();

async function compare() {
  const { minutes, busy, suspend, base, size } = options;
  const spinning = Array.from({ length: Number(busy) }, () => spawn(process.execPath, ['-e', 'for (;;);']));
  const started = performance.now();
  let besides;
  try {
    besides = await trainInProcess(1e9, Number(minutes), Number(suspend));
  } finally {
    for (const child of spinning) child.kill('SIGKILL');
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`beside ${busy} busy processes: ${besides.steps} steps in ${seconds} s, now as many in peace`);
  const alone = await trainInProcess(besides.steps);
  const same = besides.weights === alone.weights;
  console.log(
    JSON.stringify({ base: Number(base), size: Number(size), busy: Number(busy), seconds, same, besides, alone }),
  );
  if (!same) process.exitCode = 1;
}

/** Trains in a process of its own: its end is heard of, and it can be stopped. */
async function trainInProcess(steps, minutes, suspend = 0) {
  const threads = options.threads === undefined ? [] : ['--threads', options.threads];
  const { base, size } = options;
  const child = fork(fileURLToPath(import.meta.url), ['--steps', steps, '--base', base, '--size', size, ...threads]);
  const ended = new Promise((resolve, reject) => {
    let result;
    child.on('message', (message) => {
      result = message;
    });
    child.on('close', (code, signal) => {
      if (result !== undefined && code === 0) resolve(result);
      else reject(new Error(`busy-machine: the training ended with ${signal ?? `code ${code}`}`));
    });
  });
  if (minutes !== undefined) {
    const end = performance.now() + minutes * 60_000;
    while (performance.now() < end) {
      await Promise.race([wait(Math.min(60_000, end - performance.now())), ended]);
      child.kill('SIGSTOP');
      await wait(suspend * 1000);
      child.kill('SIGCONT');
    }
    child.send('stop');
  }
  return ended;
}

async function trainHere(steps) {
  const { phantomSlices } = await import('@unet/phantom/arrays');
  const { createUNet } = await import('@unet/model');
  const { adam, createTileSource, createTrainingState, train } = await import('@unet/trainer');
  const { startBackend } = await import('./start-backend.mjs');
  const { base, size, threads } = options;
  const backend = await startBackend({
    backend: 'simd',
    relaxed: 'auto',
    threads: threads === undefined ? undefined : Number(threads),
  });
  const slices = phantomSlices({ seed: 1, count: 4, height: 256, width: 256 });
  const unet = createUNet({ baseWidth: Number(base) }, { seed: 1 });
  const source = createTileSource(slices, {
    config: unet.config,
    inputSize: Number(size),
    placement: 'random',
    seed: 1,
  });
  const optimizer = adam();
  const state = createTrainingState(unet, optimizer);
  const stopping = new AbortController();
  process.on('message', () => stopping.abort());
  let [longest, loss] = [0, Number.NaN];
  const settings = { optimizer, schedule: 1e-4, steps, seed: 1, signal: stopping.signal };
  for await (const report of train(state, source, settings)) {
    longest = Math.max(longest, report.seconds);
    loss = report.loss;
  }
  const hash = createHash('sha256');
  for (const name of Object.keys(state.parameters).sort()) hash.update(state.parameters[name].dataSync());
  const weights = hash.digest('hex');
  process.send({ backend, steps: state.step, loss, longestStepSeconds: longest, weights }, () => process.disconnect());
}
