// Takes one sample of a worker and ends without closing anything, while the worker is still asked for others.
import { Worker } from 'node:worker_threads';
import { createWorkerSource, prefetch } from '@unet/trainer/arrays';

const image = { height: 24, width: 24, channels: 1, data: new Float32Array(24 * 24) };
const label = { height: 24, width: 24, data: new Int32Array(24 * 24) };
const config = {
  depth: 1,
  baseWidth: 2,
  channels: 1,
  classes: 2,
  padding: 'valid',
  dropout: 'none',
  dropoutRate: 0.5,
  upConvolution: 'linear',
};
const source = await createWorkerSource({
  createWorker: () => new Worker(new URL('./tile-worker.mjs', import.meta.url)),
  workers: 2,
  setup: { slices: [{ image, label }], options: { config, inputSize: 24 } },
});
const sample = await prefetch(source, { ahead: 4 }).sample(0);
process.stdout.write(`sample of ${sample.image.height} pixels\n`);
