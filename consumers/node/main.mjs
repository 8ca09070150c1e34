// Slices on disk, a network trained on them and saved, a slice segmented and scored, figures: each step with another package.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { memory, removeBackend } from '@tensorflow/tfjs-core';
import { augmentWindow, noAugmentation, quickAugmentation } from '@unet/augment/arrays';
import { initBackend } from '@unet/backends';
import { connectedComponents } from '@unet/components/arrays';
import { warpImage, zeroField } from '@unet/elastic/arrays';
import { lossFigure } from '@unet/figures/arrays';
import { renderPng } from '@unet/figures/node';
import { writeFileAtomic } from '@unet/files';
import { fromLabelArray } from '@unet/image-io/arrays';
import { readLabelledSlices, writeImages } from '@unet/image-io/node';
import { challengeThresholds, thresholdSweep } from '@unet/metrics/arrays';
import { createUNet, disposeUNet, segmentArray } from '@unet/model';
import { readUNet, writeUNet } from '@unet/model/node';
import { phantomSlices } from '@unet/phantom/arrays';
import { createRandom } from '@unet/tensor/arrays';
import { createStitcher, extractTile, planTiles } from '@unet/tiling/arrays';
import {
  adam,
  classProbability,
  constantSchedule,
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
await writeImages(
  join(folder, 'image'),
  drawn.map(({ image }, index) => ({ name: `${index}`, image })),
  { bitDepth: 16 },
);
await writeImages(
  join(folder, 'label'),
  drawn.map(({ label }, index) => ({ name: `${index}`, image: fromLabelArray(label, { classes: 2 }) })),
);
const slices = await readLabelledSlices({ directory: folder });
assert.deepEqual(
  slices.map(({ label }) => label),
  drawn.map(({ label }) => label),
);

const [{ image, label }] = slices;
const whole = { row: 0, column: 0, height: 96, width: 80, margin: 0 };
assert.deepEqual(augmentWindow(slices[0], whole, noAugmentation, createRandom(1)).label, label);
assert.deepEqual(warpImage(image, zeroField(96, 80)), image);
const plan = planTiles({ height: 96, width: 80, tile: 40 });
const stitcher = createStitcher(plan, 1);
for (const tile of plan.tiles) stitcher.add(tile, extractTile(image, plan, tile));
assert.deepEqual(stitcher.finish(), image);
assert.ok(connectedComponents(label).count > 1);
assert.ok(weightMap(label).data.every((weight) => weight > 0));

const unet = createUNet({ depth: 2, baseWidth: 4 }, { seed: 1 });
const options = { config: unet.config, tile: 60, augmentation: quickAugmentation, seed: 1 };
const createWorker = () => new Worker(new URL('./sample-worker.mjs', import.meta.url));
const setup = { slices: shareSlices(slices.slice(1)), options };
const source = prefetch(await createWorkerSource({ createWorker, workers: 2, setup }));
const optimizer = adam();
const state = createTrainingState(unet, optimizer);
const checkpoints = createCheckpointFolder(join(folder, 'checkpoints'));
const losses = [];
for await (const { loss } of train(state, source, { optimizer, schedule: constantSchedule(1e-2), steps: STEPS })) {
  losses.push(loss);
}
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
disposeTrainingState(state);
const loaded = await readUNet(path);
const probability = classProbability(await segmentArray(loaded, image, { tile: 60 }), 1);
disposeUNet(loaded);
assert.equal(memory().numTensors, 0);
assert.deepEqual(
  thresholdSweep(probability, label).scores.map(({ threshold }) => threshold),
  challengeThresholds,
);

const figure = lossFigure({ losses, title: 'Training' });
await writeFileAtomic(join(folder, 'figures/loss.png'), await renderPng(figure));
const png = await readFile(join(folder, 'figures/loss.png'));
assert.deepEqual([...png.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
assert.deepEqual((await readdir(folder)).sort(), ['cells.safetensors', 'checkpoints', 'figures', 'image', 'label']);

removeBackend('simd'); // ends its threads
await rm(folder, { recursive: true });
console.log(`trained on ${name}: loss ${early.toFixed(2)} to ${late.toFixed(2)}`);
