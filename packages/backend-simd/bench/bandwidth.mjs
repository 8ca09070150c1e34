// Kernels that memory bounds, beside a plain copy: bytes that each must move over its time, at sizes of a U-Net's first two levels.
// Run: npm run build -w @unet/backend-simd && node packages/backend-simd/bench/bandwidth.mjs [--threads 2] [--rounds 15] [--json FILE]
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { configureSimd } from '../dist/index.js';

const { values: options } = parseArgs({
  options: {
    threads: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '15' },
    json: { type: 'string' },
  },
});
const rounds = Number(options.rounds);
const warmUps = 3;

configureSimd({ threads: Number(options.threads) });
await tf.setBackend('simd');
const backend = tf.backend();

const levels = [
  { side: 568, channels: 64, crop: 392 },
  { side: 280, channels: 128, crop: 200 },
];
const results = levels.flatMap((level) => tf.tidy(() => measureLevel(level)));
const setup = { threads: backend.threads, relaxed: backend.relaxed, node: process.version, rounds };

console.log(
  `${setup.threads} threads, ${setup.relaxed ? 'relaxed' : 'plain'} SIMD, Node ${setup.node}, medians of ${rounds}`,
);
console.table(
  results.map(({ shape, name, gigabytesPerSecond, share }) => ({
    shape: shape.join(' x '),
    kernel: name,
    'GB/s': gigabytesPerSecond.toFixed(1),
    'of a copy': `${Math.round(100 * share)} %`,
  })),
);
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify({ setup, results }, null, 2)}\n`);

/** All kernels at one size, in turn, so that what else the machine does hits all of them alike. Within a tidy, which ends the inputs. */
function measureLevel({ side, channels, crop }) {
  const shape = [1, side, side, channels];
  const cases = kernelsOf(shape, crop);
  const seconds = cases.map(() => []);
  for (let round = -warmUps; round < rounds; round++) {
    cases.forEach(({ run }, index) => {
      const start = performance.now();
      const out = run();
      const elapsed = (performance.now() - start) / 1000;
      tf.dispose(out);
      if (round >= 0) seconds[index].push(elapsed);
    });
  }
  const copyRates = seconds[0].map((time) => cases[0].bytes / time);
  return cases.map(({ name, bytes }, index) => {
    const rates = seconds[index].map((time) => bytes / time);
    return {
      shape,
      name,
      bytes,
      medianSeconds: median(seconds[index]),
      gigabytesPerSecond: median(rates) / 1e9,
      // Of the copy in the same round, not of the median copy: the machine's speed wanders.
      share: median(rates.map((rate, round) => rate / copyRates[round])),
    };
  });
}

/** Each with the bytes that it cannot do without: every input read once, every output written once. */
function kernelsOf(shape, crop) {
  const [, side, , channels] = shape;
  const bytes = 4 * side * side * channels;
  const cropBytes = 4 * crop * crop * channels;
  const border = (side - crop) / 2;
  const window = { filterSize: [2, 2], strides: [2, 2], pad: 'valid' };
  const random = (...size) => tf.randomNormal(size, 0, 1, 'float32', 1);
  const x = random(...shape);
  const y = random(...shape);
  const velocity = random(...shape);
  const centre = random(1, crop, crop, channels);
  const both = random(1, side, side, 2 * channels);
  const bias = random(channels);
  const pooled = tf.maxPool(x, 2, 2, 'valid');
  const dPooled = random(...pooled.shape);
  return [
    { name: 'copy', bytes: 2 * bytes, run: () => copy(x) },
    { name: 'add', bytes: 3 * bytes, run: () => tf.add(x, y) },
    { name: 'multiply', bytes: 3 * bytes, run: () => tf.mul(x, y) },
    { name: 'add bias', bytes: 2 * bytes, run: () => tf.add(x, bias) },
    { name: 'relu', bytes: 2 * bytes, run: () => tf.relu(x) },
    { name: 'relu gradient', bytes: 3 * bytes, run: () => tf.engine().runKernel('ReluGrad', { dy: x, y }, {}) },
    { name: 'sum over pixels', bytes, run: () => tf.sum(x, [0, 1, 2]) },
    { name: 'concatenate', bytes: 4 * bytes, run: () => tf.concat([x, y], 3) },
    { name: 'split', bytes: 4 * bytes, run: () => tf.split(both, 2, 3) },
    { name: 'half of the channels', bytes: 2 * bytes, run: () => tf.slice(both, [0, 0, 0, channels], shape) },
    {
      name: `crop to ${crop}`,
      bytes: 2 * cropBytes,
      run: () => tf.slice(x, [0, border, border, 0], [1, crop, crop, channels]),
    },
    {
      name: `pad from ${crop}`,
      bytes: bytes + cropBytes,
      run: () =>
        tf.pad(centre, [
          [0, 0],
          [border, border],
          [border, border],
          [0, 0],
        ]),
    },
    { name: 'max-pool', bytes: 1.25 * bytes, run: () => tf.maxPool(x, 2, 2, 'valid') },
    {
      name: 'max-pool gradient',
      bytes: 2.25 * bytes,
      run: () => tf.engine().runKernel(tf.MaxPoolGrad, { dy: dPooled, input: x, output: pooled }, { ...window }),
    },
    { name: 'momentum update', bytes: 5 * bytes, run: () => momentumUpdate(x, velocity, y) },
  ];
}

function copy(x) {
  const out = backend.makeOutputInfo(x.shape, 'float32');
  backend.run('copyBytes', 8 * x.size, [backend.address(x), backend.address(out), 4 * x.size]);
  return tf.engine().makeTensorFromTensorInfo(out);
}

/** As @unet/trainer's sgd runs it: parameter, velocity and gradient are read, the first two written. */
function momentumUpdate(variable, accumulation, gradient) {
  const attributes = { learningRate: 1e-3, momentum: 0.99 };
  return tf.engine().runKernel('SgdMomentumUpdate', { variable, accumulation, gradient }, attributes);
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
