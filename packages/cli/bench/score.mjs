// Times of `unet score` of 30 slices of 512 x 512, all metrics: node bench/score.mjs [threads], after npm run build.
// Cells are made of smooth noise with membranes between, and predictions are unsure everywhere: no pixel is 0 or 1, none is free of charge.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeTiff, fromLabelArray } from '@unet/image-io/arrays';
import { createRandom } from '@unet/tensor/arrays';
import { runProgram } from '../dist/program.js';

const slices = 30;
const side = 512;
const folder = mkdtempSync(join(tmpdir(), 'unet-bench-'));
const random = createRandom('score');

/** A slice whose cells lie about 160 sites; between two of them is membrane. */
function slice() {
  const sites = Array.from({ length: 160 }, () => [random.uniform(0, side), random.uniform(0, side)]);
  const prediction = { height: side, width: side, channels: 1, data: new Float32Array(side * side) };
  const truth = { height: side, width: side, data: new Int32Array(side * side) };
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      let nearest = Number.POSITIVE_INFINITY;
      let second = Number.POSITIVE_INFINITY;
      for (const [siteRow, siteColumn] of sites) {
        const distance = Math.hypot(row - siteRow, column - siteColumn);
        if (distance < nearest) [nearest, second] = [distance, nearest];
        else if (distance < second) second = distance;
      }
      const pixel = row * side + column;
      truth.data[pixel] = second - nearest > 4 ? 1 : 0;
      prediction.data[pixel] = 1 / (1 + Math.exp(4 - (second - nearest) + random.normal(0, 2)));
    }
  }
  return { prediction, truth };
}

try {
  const made = Array.from({ length: slices }, slice);
  const [truth, prediction] = [join(folder, 'truth.tif'), join(folder, 'prediction.tif')];
  writeFileSync(truth, encodeTiff(made.map((one) => fromLabelArray(one.truth, { classes: 2 }))));
  writeFileSync(prediction, encodeTiff(made.map((one) => one.prediction)));
  const threads = process.argv[2] === undefined ? [] : ['--workers', process.argv[2]];
  const before = process.cpuUsage();
  const start = performance.now();
  await runProgram(['score', truth, prediction, ...threads]);
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - start) / 1000;
  console.log(
    `${slices} slices of ${side} x ${side}: ${seconds.toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of processors`,
  );
} finally {
  rmSync(folder, { recursive: true });
}
