/**
 * Times the U-Net's forward pass in onnxruntime-node, in a process of its own, and prints one JSON line:
 *
 *     node internal/bench/onnx-forward.mjs --modules DIR [--base 64] [--size 572] [--steps 3] [--threads 2] [--check BACKEND]
 *
 * `DIR` is where `npm install onnxruntime-node` was run. With `--check` nothing is timed: the logits are set beside those of ours, on
 * that backend, for the same weights and the same image.
 */
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { tensor4d } from '@tensorflow/tfjs-core';
import { completeConfig, forward, makeParameters, outputSize, parameterShapes } from '@unet/model';
import { createRandom } from '@unet/tensor/arrays';
import { unetToOnnx } from './onnx-unet.mjs';
import { startBackend } from './start-backend.mjs';

const { values: options } = parseArgs({
  options: {
    modules: { type: 'string' },
    base: { type: 'string', default: '64' },
    size: { type: 'string', default: '572' },
    steps: { type: 'string', default: '3' },
    threads: { type: 'string', default: '2' },
    check: { type: 'string' },
  },
});
const [base, size, steps, threads] = ['base', 'size', 'steps', 'threads'].map((name) => Number(options[name]));
const { InferenceSession, Tensor } = createRequire(resolve(options.modules, 'package.json'))('onnxruntime-node');

const config = completeConfig({ baseWidth: base });
const random = createRandom('onnx-forward');
const parameters = randomParameters();
const session = await InferenceSession.create(unetToOnnx(config, parameters, size), {
  intraOpNumThreads: threads,
  interOpNumThreads: 1,
});
const pixels = Float32Array.from({ length: size * size }, () => random.normal());
const image = new Tensor('float32', pixels, [1, 1, size, size]);
const run = async () => (await session.run({ image })).logits.data;

const warm = await run();
if (options.check === undefined) {
  const samples = [];
  for (let step = 0; step < steps; step++) {
    const start = performance.now();
    await run();
    samples.push((performance.now() - start) / 1000);
  }
  const peakRssMiB = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ base, size, steps, threads, minimum: Math.min(...samples), samples, peakRssMiB }));
} else {
  console.log(JSON.stringify(await compare(warm)));
}

/** Of the scale that keeps the values of every layer alike; biases too, so that a comparison sees them. */
function randomParameters() {
  const entries = Object.entries(parameterShapes(config)).map(([name, shape]) => {
    const [rows, columns, inputs] = shape;
    const deviation = name.endsWith('.filter') ? Math.sqrt(2 / (rows * columns * inputs)) : 0.1;
    const length = shape.reduce((product, side) => product * side, 1);
    return [name, { shape, data: Float32Array.from({ length }, () => random.normal(0, deviation)) }];
  });
  return Object.fromEntries(entries);
}

/** The largest difference between their logits, channels first, and ours, channels last; and the largest of ours. */
async function compare(theirs) {
  const backend = await startBackend({ backend: options.check, threads });
  const logits = forward(config, makeParameters(config, parameters), tensor4d(pixels, [1, size, size, 1]));
  const ours = await logits.data();
  const area = outputSize(config, size) ** 2;
  if (theirs.length !== ours.length)
    throw new Error(`onnx-forward: ${theirs.length} logits beside ${ours.length} of ours`);
  let largestDifference = 0;
  let largestValue = 0;
  for (let index = 0; index < ours.length; index++) {
    const [pixel, channel] = [Math.floor(index / config.classes), index % config.classes];
    const difference = Math.abs(ours[index] - theirs[channel * area + pixel]);
    // Not Math.max alone, which a NaN would pass through unseen below.
    if (!(difference <= largestDifference)) largestDifference = difference;
    largestValue = Math.max(largestValue, Math.abs(ours[index]));
  }
  return { backend, base, size, largestDifference, largestValue };
}
