// A program that computes with plain typed arrays alone: it reads a TIFF, cuts tiles, deforms, weighs, scores and draws, and TensorFlow.js is
// nowhere on the disk. Types are checked without `skipLibCheck`, so that no declaration of an `/arrays` entry may name a tensor.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AugmentedWindow, type AugmentOptions, augmentWindow, drawGeometry } from '@unet/augment/arrays';
import { type ComponentsArrays, componentBoxes, componentSizes, connectedComponents } from '@unet/components/arrays';
import {
  coarseField,
  type DisplacementFieldArrays,
  elasticDeform,
  warpImage,
  warpLabel,
  zeroField,
} from '@unet/elastic/arrays';
import { augmentationFigure, overlayFigure, thresholdFigure, tileFigure, weightMapFigure } from '@unet/figures/arrays';
import { renderPng } from '@unet/figures/node';
import { decodeImages, decodeLabels, encodePng, encodeTiff } from '@unet/image-io/arrays';
import { readLabelledSlices, writeImages } from '@unet/image-io/node';
import { type Evaluation, evaluateSlices, fScorePixelError, warpingError } from '@unet/metrics/arrays';
import { type PhantomSliceArrays, phantomSlices } from '@unet/phantom/arrays';
import {
  createRandom,
  type ImageArray,
  imageToImageData,
  type LabelArray,
  type WeightArray,
} from '@unet/tensor/arrays';
import {
  createStitcher,
  extractLabelTile,
  extractTile,
  planTiles,
  stitchRows,
  type TilePlan,
} from '@unet/tiling/arrays';
import { classBalanceMap, type WeightMapOptions, weightMap, weightMapContext } from '@unet/weight-map/arrays';

assert.ok(!existsSync('node_modules/@tensorflow'), 'TensorFlow.js must not be installed here');
const folder: string = await mkdtemp(join(tmpdir(), 'consumer-arrays-'));
const random = createRandom('arrays');

// Decode: a stack on disk, and the same bytes without a file system.
const drawn: readonly PhantomSliceArrays[] = phantomSlices({ seed: 1, count: 2, height: 96, width: 80 });
await writeImages(join(folder, 'images.tif'), drawn, { bitDepth: 8 });
const labels = drawn.map(({ name, label }) => ({ name, image: label }));
await writeImages(join(folder, 'labels.tif'), labels, { classes: 2 });
const source = { images: join(folder, 'images.tif'), labels: join(folder, 'labels.tif') };
const slices = await readLabelledSlices(source);
assert.deepEqual(
  slices.map(({ image, label }) => ({ image, label })),
  drawn.map(({ image, label }) => ({ image, label })),
);
const bytes: Uint8Array = await readFile(source.images);
const images: ImageArray[] = decodeImages(bytes, { channels: 1 });
assert.deepEqual(images[1], slices[1]?.image);
assert.deepEqual(decodeLabels(encodePng(drawn[0]!.label, { classes: 2 })), [drawn[0]!.label]);
const { image, label } = slices[0]!;

// Tiles: cut with their context and put together again, all at once and row by row.
const plan: TilePlan = planTiles({ height: 96, width: 80, outputSize: 40, stride: 28, margin: 20 });
const stitcher = createStitcher(plan, { channels: 1, blend: 'centre' });
const rows: number[] = [];
const byRows = stitchRows(plan, {
  channels: 1,
  onRows: (row, values) => rows.push(...new Array(values.height).fill(row)),
});
for (const tile of plan.tiles) {
  const input = extractTile(image, plan, tile, { boundary: 'reflect' });
  const { size } = new Set([input.height, input.width, 80]);
  assert.equal(size, 1);
  const inner = extractTile(image, { ...plan, margin: 0 }, tile);
  assert.equal(extractLabelTile(label, plan, tile).data.length, 40 * 40);
  stitcher.add(tile, inner);
  byRows.add(tile, inner);
}
const stitched = stitcher.finish();
byRows.finish();
assert.equal(rows.length, 96);
assert.ok(stitched.data.every((value, pixel) => Math.abs(value - image.data[pixel]!) < 1e-6));

// Deform: one field for image and label, and a whole augmentation.
const field: DisplacementFieldArrays = coarseField({ height: 96, width: 80, random: random.fork('field') });
const warped = { image: warpImage(image, field, { interpolation: 'bicubic' }), label: warpLabel(label, field) };
assert.deepEqual(warpImage(image, zeroField({ height: 96, width: 80 })), image);
const deformed = elasticDeform({ image, label }, { random, elastic: { kind: 'dense', sigma: 4 } });
assert.notDeepEqual(deformed.image, image);
const options: AugmentOptions = { flips: true, rotation: 20, elastic: { kind: 'coarse', sigma: 3 }, noise: 0.02 };
const window: AugmentedWindow = { row: 8, column: 8, height: 48, width: 48, margin: 12, labelMargin: 8 };
const sample = augmentWindow({ image, label }, window, { ...options, random: random.fork('sample') });
assert.deepEqual([sample.image.height, sample.label.height], [72, 64]);
const motion: DisplacementFieldArrays = drawGeometry({ ...options, height: 96, width: 80, random });

// Weigh: the cells, and how much each pixel counts.
const components: ComponentsArrays = connectedComponents(label);
const sizes: Int32Array = componentSizes(components);
assert.equal(
  sizes.reduce((sum, size) => sum + size, 0),
  96 * 80,
);
assert.equal(componentBoxes(components).length, components.count);
const border: WeightMapOptions = { w0: 10, sigma: 5, region: 'background' };
const weight: WeightArray = weightMap(label, border);
assert.ok(weightMapContext(border) > 0);
assert.ok(weight.data.every((value) => value > 0));

// Score: the blurred grey values as if a network had said them.
const prediction: ImageArray = { ...image, data: image.data.map((value) => Math.min(1, Math.max(0, value))) };
const evaluation: Evaluation = evaluateSlices([{ prediction, truth: label }], { threshold: 0.4 });
assert.equal(evaluation.threshold, 0.4);
assert.ok(evaluation.best.vRand.score >= evaluation.vRand.score);
assert.ok(warpingError(label, label) === 0 && fScorePixelError(label, label) === 0);

// Draw.
const { sweep } = evaluation;
const figures: Record<string, string> = {
  tiles: tileFigure({ image, plan, tile: 1, boundary: 'reflect' }),
  warp: augmentationFigure({ before: { image, label }, after: warped, field }),
  motion: augmentationFigure({ before: { image, label }, after: { image, label }, field: motion }),
  overlay: overlayFigure({ image, label: components.labels }),
  weights: weightMapFigure({ label, classBalance: classBalanceMap(label), weight }),
  scores: thresholdFigure({
    thresholds: sweep.map(({ threshold }) => threshold),
    series: [{ name: 'V-Rand', values: sweep.map(({ vRand }) => vRand.score), best: 'highest' }],
  }),
};
for (const [name, svg] of Object.entries(figures)) {
  const png = await renderPng(svg);
  await writeFile(join(folder, `${name}.png`), png);
  const [page] = decodeImages(png);
  assert.ok(page !== undefined && page.width >= 1000, name);
}
assert.equal(imageToImageData(image).data.length, 4 * 96 * 80);
assert.equal(decodeImages(encodeTiff([stitched, image]))[1]?.width, 80);

/** Never called: it is wrong in every line. */
export function mistakes(mask: LabelArray): void {
  // @ts-expect-error the sizes are those of the output square, not of a tile
  planTiles({ height: 96, width: 80, tile: 40 });
  // @ts-expect-error a label has no channels
  warpImage(mask, field);
  // @ts-expect-error connectivity is 4 or 8
  connectedComponents(mask, { connectivity: 6 });
  // @ts-expect-error nothing here is a promise
  weightMap(mask).then();
}

await rm(folder, { recursive: true });
console.log(`${Object.keys(figures).length} figures of ${components.count} cells, without TensorFlow.js`);
