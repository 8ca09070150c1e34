// Seconds for the elastic deformation of one training tile: noise, smoothing and both warps of a 572 x 572 image and its
// 388 x 388 mask. Run: npx tsc --build packages/elastic && node packages/elastic/bench/elastic.mjs
import { pathToFileURL } from 'node:url';
import { elasticDeform } from '@unet/elastic/arrays';
import { createRandom } from '@unet/tensor/arrays';

const runs = 15;

/** Seconds of one deformation by a dense field, after warm-up: the best of three runs, as the peer's script takes it, and of those the median. */
export async function elastic572() {
  const { pair, random } = tile();
  const options = { random, labelInterpolation: 'bilinear' };
  return measure(() => {
    const { image, label } = elasticDeform(pair, options);
    return image.data[1000] + label.data[1000];
  });
}

/** Grey-value noise and a mask of cells: stripes of membrane about every 32 pixels. */
function tile() {
  const random = createRandom('bench');
  const data = Float32Array.from({ length: 572 * 572 }, () => random.uniform());
  const classes = Int32Array.from({ length: 388 * 388 }, (_, index) =>
    (index % 388) % 32 < 4 || Math.floor(index / 388) % 32 < 4 ? 0 : 1,
  );
  const image = { height: 572, width: 572, channels: 1, data };
  return { pair: { image, label: { height: 388, width: 388, data: classes } }, random };
}

function measure(work) {
  const seconds = [];
  let sink = 0;
  for (let run = -5; run < runs; run++) {
    const start = performance.now();
    sink += work();
    if (run >= 0) seconds.push((performance.now() - start) / 1000);
  }
  // Read, so that the work cannot be removed as unused.
  if (!Number.isFinite(sink)) throw new Error('the deformation gave values that are not finite');
  const best = [];
  for (let run = 0; run + 3 <= runs; run += 3) best.push(Math.min(...seconds.slice(run, run + 3)));
  return best.sort((a, b) => a - b)[best.length >> 1];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(JSON.stringify({ name: 'elastic572', seconds: await elastic572(), runs }));
}
