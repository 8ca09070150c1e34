import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeImages, encodePng, encodeTiff, fromLabelArray } from '@unet/image-io/arrays';
import { confusionMatrix, type EvaluationSliceArrays, evaluateSlices, iou } from '@unet/metrics/arrays';
import { createRandom, type ImageArray, type LabelArray } from '@unet/tensor/arrays';
import { beforeAll, expect, test } from 'vitest';
import { contents, fileNames, patience, run, temporaryFolder } from '../support/cli.ts';
import { encodeLabel, flatImage, smallSlices } from '../support/fixtures.ts';
import { runHere } from '../support/run-here.ts';

const folder = temporaryFolder();
const score = (...words: string[]) => runHere('score', words, folder);
const slices = smallSlices(3).map(({ image, label }, index) => ({ image, label, prediction: guess(label, index) }));
const names = ['cells 2', 'cells 10', 'cells 30'];

/** Probabilities that are right for the most part. */
function guess(label: LabelArray, index: number): ImageArray {
  const random = createRandom(`guess ${index}`);
  const data = Float32Array.from(label.data, (value) => 0.25 + 0.5 * value + random.uniform(-0.24, 0.24));
  // Each slice has a hole and a bridge of its own.
  for (let pixel = 0; pixel < 200; pixel++) data[700 * (index + 1) + pixel] = pixel < 100 ? 0.1 : 0.9;
  return { height: label.height, width: label.width, channels: 1, data };
}

beforeAll(() => {
  for (const place of ['truth', 'out', 'images']) mkdirSync(join(folder, place));
  const write = (path: string, bytes: Uint8Array): void => writeFileSync(join(folder, path), bytes);
  for (const [index, { image, label, prediction }] of slices.entries()) {
    write(`truth/${names[index]}.png`, encodeLabel(label));
    write(`images/${names[index]}.png`, encodePng(image));
    write(`out/${names[index]}.probability.tif`, encodeTiff([prediction]));
    const classes = { ...label, data: Int32Array.from(prediction.data, (value) => (value > 0.5 ? 1 : 0)) };
    write(`out/${names[index]}.classes.tif`, encodeTiff([fromLabelArray(classes)]));
  }
  write('truth.tif', encodeTiff(slices.map(({ label }) => fromLabelArray(label, { classes: 2 }))));
  write('prediction.tif', encodeTiff(slices.map(({ prediction }) => prediction)));
  write(
    'eight-bits.tif',
    encodeTiff(
      slices.map(({ prediction }) => prediction),
      { bitDepth: 8 },
    ),
  );
});

const expected = (predictions: readonly ImageArray[] = slices.map(({ prediction }) => prediction)) =>
  evaluateSlices(
    predictions.map((prediction, index): EvaluationSliceArrays => ({ prediction, truth: slices[index]!.label })),
  );

test('--json is one document with the scores of the challenge at every threshold', async () => {
  const { code, stdout, stderr } = await score('truth.tif', 'prediction.tif', '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { best, sweep, ...at } = expected();
  const document = JSON.parse(stdout);
  expect(document).toEqual({
    slices: 3,
    prediction: 'probability',
    threshold: 0.5,
    pixelError: {
      atHalf: expect.closeTo(at.pixelError, 12),
      atThreshold: at.pixelError,
      best: best.pixelError.value,
      threshold: best.pixelError.threshold,
      byThreshold: sweep.map(({ threshold, pixelError }) => ({ threshold, value: pixelError })),
      constant: at.constantPixelError,
    },
    fScorePixelError: {
      atThreshold: at.fScorePixelError,
      best: best.fScorePixelError.value,
      threshold: best.fScorePixelError.threshold,
      byThreshold: sweep.map(({ threshold, fScorePixelError }) => ({ threshold, value: fScorePixelError })),
    },
    randError: {
      atThreshold: at.randError.error,
      best: best.randError.error,
      threshold: best.randError.threshold,
      byThreshold: sweep.map(({ threshold, randError }) => ({ threshold, value: randError.error })),
    },
    vRand: {
      atThreshold: at.vRand.score,
      best: best.vRand.score,
      threshold: best.vRand.threshold,
      byThreshold: sweep.map(({ threshold, vRand }) => ({ threshold, value: vRand.score })),
    },
    vInfo: {
      atThreshold: at.vInfo.score,
      best: best.vInfo.score,
      threshold: best.vInfo.threshold,
      byThreshold: sweep.map(({ threshold, vInfo }) => ({ threshold, value: vInfo.score })),
    },
    warpingError: {
      atThreshold: at.warpingError,
      best: best.warpingError.value,
      threshold: best.warpingError.threshold,
    },
    iou: at.iou,
    dice: at.dice,
  });
  expect(document.vRand.best).toBeGreaterThan(0.3);
  expect(document.vRand.best).toBeLessThan(1);
  expect(document.vRand.byThreshold).toHaveLength(11);
});

test('the fixed threshold and those of the sweep can be chosen; the pixel error at a half is there all the same', async () => {
  const words = ['--threshold', '0.3', '--thresholds', '0.6, 0.4,0.6', '--json'];
  const { stdout } = await score('truth.tif', 'prediction.tif', ...words);
  const { threshold, pixelError, vRand } = JSON.parse(stdout);
  const predictions = slices.map(({ prediction, label }) => ({ prediction, truth: label }));
  const other = evaluateSlices(predictions, { threshold: 0.3, thresholds: [0.4, 0.6] });
  expect(threshold).toBe(0.3);
  expect(pixelError.atThreshold).toBe(other.pixelError);
  expect(pixelError.atHalf).toBeCloseTo(expected().pixelError, 12);
  expect(vRand.byThreshold).toEqual(other.sweep.map((at) => ({ threshold: at.threshold, value: at.vRand.score })));
});

test('threads count what one counts', { timeout: patience }, async () => {
  const [here, there] = await Promise.all([
    score('truth.tif', 'prediction.tif', '--json', '--workers', '0'),
    run(['score', 'truth.tif', 'prediction.tif', '--json', '--workers', '2'], folder),
  ]);
  expect(there).toEqual(here);
});

test('tables for people, and files of folders paired by name, 8 bits scaled', async () => {
  const { code, stdout, stderr } = await score('truth', 'out');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { pixelError, best, iou: ratios } = expected();
  expect(stdout).toContain('3 slices, probabilities\n');
  expect(stdout).toContain(`  pixel error  ${(100 * pixelError).toFixed(1)} % at 0.5, best`);
  expect(stdout).toMatch(/\n {2}threshold {2}pixel error/);
  const row = Number(best.vRand.threshold.toFixed(4));
  expect(stdout).toMatch(new RegExp(`\\n  ${row} .*${best.vRand.score.toFixed(4)} \\*`));
  expect(stdout).toContain(`\n  1      ${ratios.perClass[1]!.toFixed(4)}`);
  const eight = JSON.parse((await score('truth.tif', 'eight-bits.tif', '--json')).stdout);
  expect(eight.prediction).toBe('probability');
  expect(eight.pixelError.atHalf).toBeCloseTo(pixelError, 2);
});

test('class maps have one score each, whatever the threshold', async () => {
  const { stdout } = await score('truth', 'out', '--prediction-is', 'classes');
  expect(stdout).toContain('3 slices, class maps\n');
  expect(stdout).not.toContain('threshold');
  const document = JSON.parse((await score('truth', 'out', '--prediction-is', 'classes', '--json')).stdout);
  expect(document.prediction).toBe('classes');
  expect(document.pixelError.best).toBe(expected().pixelError);
  // A folder of nothing but class maps needs no word.
  mkdirSync(join(folder, 'classes'));
  for (const name of names) {
    writeFileSync(join(folder, `classes/${name}.tif`), readFileSync(join(folder, `out/${name}.classes.tif`)));
  }
  expect(JSON.parse((await score('truth', 'classes', '--json')).stdout)).toEqual(document);
});

test('two grey values are two classes, the lighter one inside, and what is right is perfect', async () => {
  const { stdout } = await score('truth', 'truth', '--json');
  const { prediction, pixelError, vRand, vInfo, warpingError } = JSON.parse(stdout);
  expect(prediction).toBe('classes');
  expect([pixelError.best, vRand.best, vInfo.best, warpingError.best]).toEqual([0, 1, 1, 0]);
});

test('more than two classes have an IoU and a Dice each', async () => {
  const random = createRandom('classes');
  const map = (): LabelArray => ({
    height: 6,
    width: 8,
    data: Int32Array.from({ length: 48 }, () => random.integer(3)),
  });
  const [truth, prediction] = [map(), map()];
  writeFileSync(join(folder, 'three.png'), encodePng(fromLabelArray(truth, { classes: 3 })));
  writeFileSync(join(folder, 'three.tif'), encodeTiff([fromLabelArray(prediction)]));
  const { stdout } = await score('three.png', 'three.tif', '--classes', '3', '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    prediction: 'classes',
    iou: JSON.parse(JSON.stringify(iou(confusionMatrix(prediction, truth, { classes: 3 })))),
  });
});

test('--out holds the same document and the figures, with the images or without', async () => {
  const { stdout } = await score('truth', 'out', '--images', 'images', '--out', 'scores/new', '--json');
  expect(fileNames(join(folder, 'scores/new'))).toEqual(['predictions.png', 'scores.json', 'thresholds.png']);
  expect(JSON.parse(readFileSync(join(folder, 'scores/new/scores.json'), 'utf8'))).toEqual(JSON.parse(stdout));
  await score('truth', 'out', '--out', 'scores/bare');
  const sizes = ['new', 'bare'].map((name) => {
    const [picture] = decodeImages(new Uint8Array(readFileSync(join(folder, `scores/${name}/predictions.png`))));
    return picture!.height;
  });
  // Three pictures a row are larger than four.
  expect(sizes[1]).toBeGreaterThan(sizes[0]!);
});

const bad: readonly { name: string; words: string[]; line: string; code?: number; prepare?: () => void }[] = [
  {
    name: 'a file and a folder',
    words: ['truth', 'prediction.tif'],
    line: 'prediction.tif: is a file, but truth is a folder: give two files or two folders',
  },
  {
    name: 'a truth without prediction',
    words: ['truth', 'some'],
    prepare: () => {
      mkdirSync(join(folder, 'some'));
      for (const name of names.slice(1)) writeFileSync(join(folder, `some/${name}.png`), encodePng(flatImage(64, 0.5)));
    },
    line: 'truth/cells 2.png: truth has no prediction "cells 2" in some',
  },
  {
    name: 'another number of pages',
    words: ['truth.tif', 'two.tif'],
    prepare: () => writeFileSync(join(folder, 'two.tif'), encodeTiff([flatImage(64, 0.5), flatImage(64, 0.5)])),
    line: 'two.tif: has 2 pages, but truth.tif has 3',
  },
  {
    name: 'another size',
    words: ['truth/cells 2.png', 'small.tif'],
    prepare: () => writeFileSync(join(folder, 'small.tif'), encodeTiff([flatImage(32, 0.5)])),
    line: 'small.tif: prediction has 32 x 32 pixels, but its truth truth/cells 2.png has 64 x 64',
  },
  {
    name: 'a value that is no probability',
    words: ['truth/cells 2.png', 'two-and-a-half.tif'],
    prepare: () => writeFileSync(join(folder, 'two-and-a-half.tif'), encodeTiff([flatImage(64, 2.5)])),
    line: 'two-and-a-half.tif: value 2.5 is no probability from 0 to 1 (of classes say --prediction-is classes) at row 0, column 0',
  },
  {
    name: 'a truth of grey values',
    words: ['images', 'out'],
    line: expect.stringMatching(
      /^images\/cells 2.png: label has \d+ grey values \(.*\), expected 2$/,
    ) as unknown as string,
  },
  { name: 'no truth', words: ['nowhere', 'out'], line: 'nowhere: no such file or folder' },
  {
    name: 'thresholds that are none',
    words: ['truth', 'out', '--thresholds', '0.5,,1'],
    code: 2,
    line: "option '--thresholds <list>' argument '0.5,,1' is invalid. It must be numbers from 0 to 1 with commas between them.",
  },
  {
    name: 'too few images',
    words: ['truth', 'out', '--images', 'images/cells 2.png'],
    line: 'images/cells 2.png: must hold as many images as are scored, 3, got 1',
  },
  {
    name: 'a figure in the place of an input',
    words: ['truth/cells 2.png', 'drawn/predictions.png', '--out', 'drawn'],
    prepare: () => {
      mkdirSync(join(folder, 'drawn'));
      writeFileSync(join(folder, 'drawn/predictions.png'), encodePng(slices[0]!.prediction));
    },
    line: 'drawn/predictions.png: the output must not replace what is read, it is an input',
  },
];

test.each(bad)('$name: one line, nothing written', async ({ words, line, code: expectedCode = 1, prepare }) => {
  prepare?.();
  const before = contents(folder);
  const { code, stderr } = await score(...words);
  expect({ code, line: stderr.slice('unet: '.length, -1) }).toEqual({ code: expectedCode, line });
  expect(contents(folder)).toEqual(before);
  rmSync(join(folder, 'drawn'), { recursive: true, force: true });
});
