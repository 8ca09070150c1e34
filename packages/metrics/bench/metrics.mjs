// Times of scoring one slice of 512 x 512 with cells of about 40 pixels: node bench/metrics.mjs, after tsc --build.
import { evaluateSlices, thinBorders, thresholdSweep, warpingError } from '@unet/metrics/arrays';
import { createRandom } from '@unet/tensor/arrays';

const side = 512;
const runs = 15;
const random = createRandom('threshold-sweep');
const centres = Array.from({ length: 160 }, () => [random.uniform(0, side), random.uniform(0, side)]);

const prediction = { height: side, width: side, channels: 1, data: new Float32Array(side * side) };
const truth = { height: side, width: side, data: new Int32Array(side * side) };
for (let row = 0; row < side; row++) {
  for (let column = 0; column < side; column++) {
    let nearest = Number.POSITIVE_INFINITY;
    let second = Number.POSITIVE_INFINITY;
    for (const [centreRow, centreColumn] of centres) {
      const distance = Math.hypot(row - centreRow, column - centreColumn);
      if (distance < nearest) [nearest, second] = [distance, nearest];
      else if (distance < second) second = distance;
    }
    const pixel = row * side + column;
    truth.data[pixel] = second - nearest > 4 ? 1 : 0;
    prediction.data[pixel] = 1 / (1 + Math.exp(4 - (second - nearest) + random.normal(0, 1.5)));
  }
}
const noise = { ...prediction, data: prediction.data.map(() => random.uniform()) };
const corners = { height: side, width: side, data: new Int32Array(side * side) };
corners.data[0] = 1;
corners.data[side * side - 1] = 2;

// What the runs return goes here, so that nothing is optimised away.
let sink = 0;
// V-Rand, V-Info, Rand and pixel errors at the 11 thresholds of the challenge: at most a second of one core.
measure('thresholdSweep, 11 thresholds, blurred cells', () => thresholdSweep(prediction, truth).best.vRand.score);
measure('thresholdSweep, 11 thresholds, noise', () => thresholdSweep(noise, truth).best.vRand.score);
measure('warpingError, blurred cells', () => warpingError(prediction, truth));
measure('warpingError, noise', () => warpingError(noise, truth));
// The sweep, and the warping error at 10 thresholds.
measure('evaluateSlices, one slice', () => evaluateSlices([{ prediction, truth }]).vRand.score);
for (const thinning of ['watershed', 'nearest']) {
  measure(`thinBorders, ${thinning}, two far corners`, () => thinBorders(corners, { thinning }).data[side]);
}
if (!Number.isFinite(sink)) throw new Error('a score was not finite');

function measure(name, work) {
  for (let run = 0; run < 3; run++) sink += work();
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    sink += work();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  const [low, middle, high] = [times[0], times[runs >> 1], times[runs - 1]].map((time) => time.toFixed(1));
  console.log(`${name}: ${low} ms at best, median ${middle} ms, at worst ${high} ms of ${runs} runs`);
}
