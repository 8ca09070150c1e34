// Slices on disk, a network trained on them and saved, a slice segmented and scored, figures: each step with another package.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { dispose, memory, removeBackend } from '@tensorflow/tfjs-core';
import { augmentWindow, noAugmentation, quickAugmentation } from '@unet/augment/arrays';
import { deviceLimits, initBackend } from '@unet/backends';
import { connectedComponents } from '@unet/components/arrays';
import { coarseField, disposeField, warpImage } from '@unet/elastic';
import { lossFigure, overlayFigure } from '@unet/figures/arrays';
import { renderPng } from '@unet/figures/node';
import { FileError } from '@unet/files';
import { writeFileAtomic } from '@unet/files/node';
import { readImages, readLabelledSlices, writeImages } from '@unet/image-io/node';
import { challengeThresholds, evaluateSlices } from '@unet/metrics/arrays';
import { classProbability, createUNet, disposeUNet, segment } from '@unet/model';
import { readUNet, writeUNet } from '@unet/model/node';
import { phantomSlices } from '@unet/phantom/arrays';
import { createRandom, imageFromArray, imageToArray } from '@unet/tensor';
import { createStitcher, extractTile, planTiles } from '@unet/tiling/arrays';
import {
  adam,
  createTrainingState,
  createWorkerSource,
  currentUNet,
  disposeTrainingState,
  prefetch,
  shareSlices,
  train,
} from '@unet/trainer';
import { createCheckpointFolder } from '@unet/trainer/node';
import { weightMap } from '@unet/weight-map/arrays';

const STEPS = 40;
const folder = await mkdtemp(join(tmpdir(), 'consumer-'));

const { name } = await initBackend({ prefer: 'simd' });
assert.equal(name, 'simd');

const drawn = phantomSlices({ seed: 1, count: 3, height: 96, width: 80 });
await writeImages(join(folder, 'image'), drawn, { bitDepth: 16 });
const labels = drawn.map(({ name, label }) => ({ name, image: label }));
await writeImages(join(folder, 'label'), labels, { classes: 2 });
const slices = await readLabelledSlices({ directory: folder });
assert.deepEqual(
  slices.map(({ name, label }) => ({ name, label })),
  drawn.map(({ name, label }) => ({ name, label })),
);
await assert.rejects(readImages(join(folder, 'nowhere')), (error) => {
  assert.ok(error instanceof FileError);
  assert.equal(error.file, join(folder, 'nowhere'));
  return true;
});

const [{ image, label }] = slices;
const whole = { row: 0, column: 0, height: 96, width: 80 };
assert.deepEqual(augmentWindow(slices[0], whole, { ...noAugmentation, random: createRandom(1) }).label, label);
const plan = planTiles({ height: 96, width: 80, outputSize: 40 });
const stitcher = createStitcher(plan, { channels: 1 });
for (const tile of plan.tiles) stitcher.add(tile, extractTile(image, plan, tile));
assert.deepEqual(stitcher.finish(), image);
assert.ok(connectedComponents(label).count > 1);
assert.ok(weightMap(label).data.every((weight) => weight > 0));

// On the device a warp is synchronous: nothing is read from it before `imageToArray`.
const onDevice = imageFromArray(image);
const field = coarseField({ height: 96, width: 80, random: createRandom(1) });
const warped = warpImage(onDevice, field);
assert.notDeepEqual(await imageToArray(warped), image);
disposeField(field);
dispose([onDevice, warped]);

const unet = createUNet({ depth: 2, baseWidth: 4 }, { seed: 1 });
const options = { config: unet.config, inputSize: 60, augmentation: quickAugmentation, seed: 1 };
const createWorker = () => new Worker(new URL('./sample-worker.mjs', import.meta.url));
const setup = { slices: shareSlices(slices.slice(1)), options };
const source = prefetch(await createWorkerSource({ createWorker, workers: 2, setup }));
const optimizer = adam();
const state = createTrainingState(unet, optimizer);
const checkpoints = createCheckpointFolder(join(folder, 'checkpoints'));
const losses = [];
for await (const { loss } of train(state, source, { optimizer, schedule: 1e-2, steps: STEPS })) losses.push(loss);
await source.close();
assert.equal(losses.length, STEPS);
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const [early, late] = [mean(losses.slice(0, 10)), mean(losses.slice(-10))];
assert.ok(late < early, `the loss did not fall: ${losses}`);
const saved = await checkpoints.save(state, optimizer);
assert.equal(saved.step, STEPS);
const resumed = await checkpoints.load(saved, { config: unet.config, optimizer });
assert.equal(resumed.step, STEPS);
disposeTrainingState(resumed);

const path = join(folder, 'cells.safetensors');
await writeUNet(path, currentUNet(state));
assert.throws(() => disposeUNet(currentUNet(state)), TypeError);
disposeTrainingState(state);
const loaded = await readUNet(path);
const limits = deviceLimits();
const { probabilities, label: cells } = await segment(loaded, image, { output: 'both', inputSize: 60, limits });
assert.deepEqual(await segment(loaded, image, { output: 'label', inputSize: 60, limits }), cells);
disposeUNet(loaded);
assert.equal(memory().numTensors, 0);
const { pixelError, best, sweep } = evaluateSlices([{ prediction: classProbability(probabilities, 1), truth: label }]);
assert.ok(best.pixelError.value <= pixelError);
assert.deepEqual(
  sweep.map(({ threshold }) => threshold),
  challengeThresholds,
);

const figures = {
  loss: lossFigure({ losses, title: 'Training' }),
  cells: overlayFigure({ image, label: cells, title: 'What it sees' }),
};
for (const [name, svg] of Object.entries(figures)) {
  const file = join(folder, `figures/${name}.png`);
  await writeFileAtomic(file, await renderPng(svg));
  assert.deepEqual([...(await readFile(file)).subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
}
assert.deepEqual((await readdir(folder)).sort(), ['cells.safetensors', 'checkpoints', 'figures', 'image', 'label']);

removeBackend('simd'); // ends its threads
await rm(folder, { recursive: true });
console.log(`trained on ${name}: loss ${early.toFixed(2)} to ${late.toFixed(2)}`);
