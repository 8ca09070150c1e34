// The U-Net from beginning to end, to be read from top to bottom: Ronneberger, Fischer and Brox 2015, https://arxiv.org/abs/1505.04597.
// README.md shows the pictures that it draws. What a laboratory needs beyond this is the command `unet train` of @unet/cli.
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { augmentWindow, drawGeometry } from '@unet/augment/arrays';
import { initBackend } from '@unet/backends';
import {
  augmentationFigure,
  lossFigure,
  predictionFigure,
  thresholdFigure,
  tileFigure,
  weightMapFigure,
} from '@unet/figures/arrays';
import { renderPng } from '@unet/figures/node';
import { writeFileAtomic } from '@unet/files/node';
import { encodeTiff } from '@unet/image-io/arrays';
import { readLabelledSlices } from '@unet/image-io/node';
import { evaluateSlices } from '@unet/metrics/arrays';
import { classProbability, disposeUNet, loadUNet, margin, outputSize, segment, summary } from '@unet/model';
import { phantomSlices } from '@unet/phantom/arrays';
import * as run from '@unet/run';
import { createRandom, type ImageArray } from '@unet/tensor/arrays';
import { planTiles } from '@unet/tiling/arrays';
import { shareSlices } from '@unet/trainer';
import { createCheckpointFolder } from '@unet/trainer/node';
import { classBalanceMap, weightMap } from '@unet/weight-map/arrays';

process.on('uncaughtException', ({ message }) => {
  console.error(`em-train: ${message.replaceAll(/\s*\n\s*/g, ' ')}`);
  process.exit(1);
});

const USAGE = `npm run em-train -- [options]
  --data <dir>                     folder with image/ and label/ in it; without data: synthetic slices
  --images <path> --labels <path>  or two stacks or folders
  --steps <n>                      (default: 1000)
  --out <dir>                      (default: runs/em-train)
  --resume                         go on with the run in --out`;

const { values: options } = parseArgs({
  options: {
    help: { type: 'boolean', default: false },
    data: { type: 'string' },
    images: { type: 'string' },
    labels: { type: 'string' },
    steps: { type: 'string', default: '1000' },
    out: { type: 'string', default: 'runs/em-train' },
    resume: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log(USAGE);
  process.exit();
}

// Ctrl-C, a polite kill and a closed terminal end the training after the step under way.
const controls = run.createRunControls();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => controls.end('paused'));

// 1. Load. Images and labels of equal names; of a label the lighter value is inside of cells. Without data of your own: synthetic
// electron-microscopy slices. The last sixth is never trained on: it tells what the network does on slices that it has not seen.

const { data, images, labels, out, resume } = options;
const files = data !== undefined ? { directory: data } : images && labels ? { images, labels } : undefined;
const slices = files === undefined ? phantomSlices({ seed: 1 }) : await readLabelledSlices(files);
const { training, heldOut } = run.holdOutLast(slices, run.defaultHeldOut(slices.length));
console.log(`${training.length} slices to train on, ${heldOut.length} held out`);

// Everything that decides a run, as data: a small network, Adam, a rate that falls, mild weights. `run.recipes.paper` is that of the paper.

const { settings } = run.recipes.quick;
const plan = run.planRun(settings, { steps: Number(options.steps) }, training);
const { config, inputSize } = plan;
const [example] = training as [(typeof training)[number]];

const draw = async (name: string, svg: string): Promise<void> =>
  writeFileAtomic(join(out, 'figures', `${name}.png`), await renderPng(svg));

// 2. Mirror and tile. Convolutions without padding see more than they answer for, so an image is cut into overlapping squares whose answers
// cover it without a gap; beyond its border the image is mirrored (figures 1 and 2 of the paper).

const side = outputSize(config, inputSize)!;
const context = margin(config);
const { height, width } = example.image;
const tiles = planTiles({ height, width, outputSize: side, margin: context });
await draw('tiles', tileFigure({ image: example.image, plan: tiles }));

// 3. Augment. Random elastic displacements, turns, shifts and grey values make many samples of few slices (section 3.1). Image and label move
// alike, at full precision, from the whole slice: a sample has no empty corners.

const augmentation = run.augmentationOf(settings);
const shown = { ...augmentation, elastic: augmentation.elastic ? { ...augmentation.elastic, probability: 1 } : null };
const window = { row: 0, column: 0, height: side, width: side, margin: context };
const random = createRandom('figure');
const before = augmentWindow(example, window, { random });
const after = augmentWindow(example, window, { ...shown, random });
const field = drawGeometry({ ...shown, height: inputSize, width: inputSize, random });
await draw('augmentation', augmentationFigure({ before, after, field }));

// 4. Weigh. Pixels between touching cells count more, the nearer the two cells are: w(x) = wc(x) + w0 exp(-(d1(x) + d2(x))² / 2σ²) (equation
// 2). Without it the network would not learn the thin borders, of which there are few pixels.

const weights = run.weightsOf(settings);
const { label } = example;
const classBalance = classBalanceMap(label, { classes: config.classes, balance: weights.balance });
await draw('weight-map', weightMapFigure({ label, classBalance, weight: weightMap(label, weights) }));

// 5. The network: a contracting path that sees context, an expanding path that localises, and a copy across at every level (figure 1).

console.log(summary(config, { inputSize }));
const backend = await initBackend();
console.log(`Backend: ${backend.reason}`);

// 6. Train: the energy is a softmax over the pixels with the weighted cross entropy (equation 1), one tile at a time. Threads prepare the next
// samples meanwhile. Every 50 steps the whole state goes to disk: with --resume the run goes on to the very same weights.

const checkpoints = createCheckpointFolder(join(out, 'checkpoints'));
const courseFile = join(out, 'course.json');
const newest = await checkpoints.latest();
if (newest !== undefined && !resume) {
  throw new Error(`${out}: holds a run already; continue it with --resume, or choose another --out`);
}

const store: run.RunStore = {
  async load() {
    const newest = await checkpoints.latest();
    const course = await readFile(courseFile, 'utf8').then(JSON.parse, () => undefined); // for the picture alone
    return { checkpoint: newest && (await checkpoints.read(newest)), course };
  },
  async save({ step, checkpoint, losses, seconds, waitSeconds }) {
    const course = JSON.stringify({ losses: Array.from(losses), seconds, waitSeconds });
    await writeFileAtomic(courseFile, new TextEncoder().encode(course));
    if (checkpoint !== undefined) await checkpoints.write(step, checkpoint);
  },
};
const trained = await run.runTraining({
  plan,
  training: shareSlices(training),
  heldOut: [], // segmented and scored below
  store,
  controls,
  workers: run.defaultWorkers(availableParallelism()),
  createWorker: () => new Worker(new URL('./sample-worker.js', import.meta.url)),
  pace: { checkpoints: run.everySteps(50), previews: run.everySteps(50) },
  symmetries: false,
  onEvent(event) {
    if (event.kind !== 'step') return;
    const { report, log } = event;
    if (report.step % 50 !== 0) return;
    const left = run.formatDuration((log.secondsPerStep ?? 0) * (plan.steps - report.step));
    console.log(`step ${report.step} of ${plan.steps}: loss ${log.recentLoss.toFixed(4)}, ${left} left`);
  },
});
if (trained.status !== 'finished') {
  console.log(`${trained.message ?? 'Stopped'} after step ${trained.step}; --resume --out ${out} goes on`);
  process.exit(trained.status === 'paused' ? 130 : 1);
}
await writeFileAtomic(join(out, 'model.safetensors'), trained.weights!);
const losses = Array.from(trained.losses);
await draw('loss', lossFigure({ losses, stepsPerEpoch: run.tilesOf(plan, training) }));

// 7. Predict: tile by tile, of any size, without seams. What comes out is the probability of every pixel of being inside a cell.

const unet = await loadUNet(trained.weights!);
const probabilities: ImageArray[] = [];
for (const { image } of heldOut) probabilities.push(classProbability(await segment(unet, image), 1));
disposeUNet(unet);
await writeFileAtomic(join(out, 'predictions.tif'), encodeTiff(probabilities));

// 8. Score, as the ISBI 2012 challenge did: wrong pixels, and whether cells are told apart (V-Rand: 1 is perfect).

const scored = heldOut.map(({ label: truth }, index) => ({ prediction: probabilities[index]!, truth }));
const { pixelError, constantPixelError, vRand, best, sweep } = evaluateSlices(scored);
console.log(
  `pixel error ${run.formatPercent(pixelError)} (a constant answer has ${run.formatPercent(constantPixelError)})`,
);
console.log(
  `V-Rand ${vRand.score.toFixed(4)} at 0.5, ${best.vRand.score.toFixed(4)} at ${best.vRand.threshold.toFixed(2)}`,
);

// 9. Look: slices, truth, probability and errors side by side, and the scores at each threshold.

const rows = heldOut.slice(0, 4).map(({ name = 'slice', image, label: truth }, index) => {
  return { name, image, truth, probability: probabilities[index]! };
});
await draw('predictions', predictionFigure({ title: 'Held-out slices', rows }));
await draw(
  'thresholds',
  thresholdFigure({
    title: 'Held-out scores at each threshold',
    thresholds: sweep.map(({ threshold }) => threshold),
    series: [
      { name: 'pixel error', values: sweep.map((scores) => scores.pixelError), best: 'lowest' },
      { name: 'V-Rand', values: sweep.map((scores) => scores.vRand.score), best: 'highest' },
    ],
    domain: [0, 1],
  }),
);
console.log(`Figures, predictions and weights: ${out}`);
