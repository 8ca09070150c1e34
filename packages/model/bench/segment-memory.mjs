/**
 * What `segment` takes beside an image in plain memory and its result, on the backend `simd`, after `npm run build`:
 *
 *     node packages/model/bench/segment-memory.mjs [--height 8192] [--width 8192] [--base 4]
 *         [--output probabilities] [--batch 1] [--threads 2] [--bound 300]
 *
 * Resident memory is sampled after every tile and every 20 ms; `beside` is its peak over what the process had before the image was made, less
 * image and result. Fails where that is more than `--bound` MiB.
 */
import { parseArgs } from 'node:util';
import { setBackend } from '@tensorflow/tfjs-core';
import { configureSimd } from '@unet/backend-simd';
import { createUNet, segment } from '@unet/model';

const { values } = parseArgs({
  options: {
    height: { type: 'string', default: '8192' },
    width: { type: 'string', default: '8192' },
    base: { type: 'string', default: '4' },
    output: { type: 'string', default: 'probabilities' },
    batch: { type: 'string', default: '1' },
    threads: { type: 'string', default: '2' },
    bound: { type: 'string', default: '300' },
  },
});
const [height, width, baseWidth] = [values.height, values.width, values.base].map(Number);
const [batchSize, threads, bound] = [values.batch, values.threads, values.bound].map(Number);
const { output } = values;
const MEBIBYTE = 2 ** 20;

configureSimd({ threads });
await setBackend('simd');
const unet = createUNet({ baseWidth }, { seed: 1 });

const before = process.memoryUsage.rss();
let peak = before;
const sample = () => {
  peak = Math.max(peak, process.memoryUsage.rss());
};
const timer = setInterval(sample, 20);

const data = new Float32Array(height * width);
// Written, so that the system gives it memory; noise would take longer than it is worth.
for (let index = 0; index < data.length; index++) data[index] = ((index * 2654435761) >>> 8) / 2 ** 24;
const image = { height, width, channels: 1, data };

const start = performance.now();
const result = await segment(unet, image, { output, batchSize, onTile: sample });
sample();
clearInterval(timer);
const seconds = (performance.now() - start) / 1000;

const planes = output === 'both' ? [result.probabilities, result.label] : [result];
const resultBytes = planes.reduce((sum, plane) => sum + plane.data.byteLength, 0);
const beside = (peak - before - data.byteLength - resultBytes) / MEBIBYTE;
const inMebibytes = (bytes) => `${Math.round(bytes / MEBIBYTE)} MiB`;
console.log(`${height} x ${width}, base ${baseWidth}, ${output}, batches of ${batchSize}: ${seconds.toFixed(1)} s`);
console.log(
  `process ${inMebibytes(before)}, image ${inMebibytes(data.byteLength)}, result ${inMebibytes(resultBytes)}`,
);
console.log(`peak ${inMebibytes(peak)}: ${Math.round(beside)} MiB beside process, image and result`);
if (beside > bound) {
  console.error(`more than ${bound} MiB`);
  process.exitCode = 1;
}
