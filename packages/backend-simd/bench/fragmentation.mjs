/**
 * What training holds of WebAssembly memory, step after step:
 *
 *     node packages/backend-simd/bench/fragmentation.mjs [--steps 1000] [--base 8] [--size 188] [--threads 2]
 *
 * Prints a line at each tenth of the steps. `total` is what the memory has grown to; if it stays the same, what is freed is used again, and
 * fragmentation costs nothing more. `largest` is the largest free piece, `free` all that is free, in how many pieces.
 */
import { parseArgs } from 'node:util';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import { configureSimd } from '@unet/backend-simd';
import { createUNet, outputSize } from '@unet/model';
import { createRandom } from '@unet/tensor/arrays';
import { createBatch, createTrainingState, sgd, trainStep } from '@unet/trainer';

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '1000' },
    base: { type: 'string', default: '8' },
    size: { type: 'string', default: '188' },
    threads: { type: 'string', default: '2' },
  },
});
const [steps, baseWidth, size, threads] = [values.steps, values.base, values.size, values.threads].map(Number);

configureSimd({ threads });
await setBackend('simd');
const unet = createUNet({ baseWidth }, { seed: 1 });
const output = outputSize(unet.config, size);
if (output === undefined) throw new RangeError(`fragmentation: --size ${size} is no legal input, 572 is`);
const random = createRandom(1);
const noise = (side) => Float32Array.from({ length: side * side }, () => random.uniform());
const batch = createBatch([
  {
    image: { height: size, width: size, channels: 1, data: noise(size) },
    label: { height: output, width: output, data: Int32Array.from(noise(output), Math.round) },
    weight: { height: output, width: output, data: noise(output) },
  },
]);
const optimizer = sgd();
const state = createTrainingState(unet, optimizer);

console.log('  step  total MiB  held MiB  peak MiB  free MiB  largest MiB  pieces');
const totals = new Map();
for (let step = 1; step <= steps; step++) {
  trainStep(state, batch, { optimizer, learningRate: 1e-4 }).dispose();
  const { total, held, peak, largestFree, freeBlocks } = memory().simd;
  totals.set(step, total);
  if (step === 1 || step === 10 || step % Math.ceil(steps / 10) === 0) {
    const columns = [total, held, peak, total - held, largestFree].map((bytes) => (bytes / 2 ** 20).toFixed(1));
    const widths = [11, 10, 10, 10, 13];
    const cells = columns.map((column, index) => column.padStart(widths[index]));
    console.log(`${String(step).padStart(6)}${cells.join('')}${String(freeBlocks).padStart(8)}`);
  }
}
const grown = totals.get(steps) - totals.get(Math.min(10, steps));
console.log(`grown from step 10 to step ${steps}: ${grown} bytes`);
if (grown > 0) process.exitCode = 1;
