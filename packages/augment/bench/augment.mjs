// Seconds for one augmented training sample, everything on: a 572 x 572 image and its 388 x 388 label out of a 512 x 512 slice.
// Run: npx tsc --build packages/augment && node packages/augment/bench/augment.mjs
import { pathToFileURL } from 'node:url';
import { augmentWindow } from '@unet/augment/arrays';
import { createRandom } from '@unet/tensor/arrays';

const runs = 15;
const everything = {
  flips: true,
  quarterTurns: true,
  scale: 1.1,
  shear: 5,
  rotation: 180,
  shift: 10,
  elastic: { kind: 'dense' },
  gamma: 1.2,
  gain: 1.2,
  offset: 0.1,
  noise: 0.1,
  clip: true,
  labelInterpolation: 'bilinear',
};

/** Median seconds of one augmented sample, after warm-up. */
export async function augment572() {
  const random = createRandom('bench');
  const pair = slice(random);
  const window = { row: 62, column: 62, height: 388, width: 388, margin: 92 };
  const seconds = [];
  let sink = 0;
  for (let run = -5; run < runs; run++) {
    const start = performance.now();
    const { image, label } = augmentWindow(pair, window, { ...everything, random: random.fork(run) });
    if (run >= 0) seconds.push((performance.now() - start) / 1000);
    sink += image.data[1000] + label.data[1000];
  }
  // Read, so that the work cannot be removed as unused.
  if (!Number.isFinite(sink)) throw new Error('the augmentation gave values that are not finite');
  return seconds.sort((a, b) => a - b)[Math.floor(runs / 2)];
}

/** Grey-value noise and cells of about 32 pixels between stripes of membrane. */
function slice(random) {
  const data = Float32Array.from({ length: 512 * 512 }, () => random.uniform());
  const classes = Int32Array.from({ length: 512 * 512 }, (_, index) =>
    (index % 512) % 32 < 4 || Math.floor(index / 512) % 32 < 4 ? 0 : 1,
  );
  return {
    image: { height: 512, width: 512, channels: 1, data },
    label: { height: 512, width: 512, data: classes },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(JSON.stringify({ name: 'augment572', medianSeconds: await augment572(), runs }));
}
