import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeImages, decodePages } from '@unet/image-io/arrays';
import { beforeAll, describe, expect, test } from 'vitest';
import { settingsSchema } from '../../src/run-folder/settings-schema.ts';
import { fileNames, type Outcome, temporaryFolder, tiny } from '../support/cli.ts';
import { flatImage, smallSlices, writeSlices, writeStacks } from '../support/fixtures.ts';
import { runHere } from '../support/run-here.ts';

const folder = temporaryFolder();
const slices = smallSlices(5);
const held = ['--holdout', '2'];
let outcome: Outcome;

beforeAll(async () => {
  writeSlices(join(folder, 'data'), slices);
  writeStacks(join(folder, 'stacks'), slices);
  writeStacks(join(folder, 'held-out'), slices.slice(3));
  outcome = await runHere(
    'train',
    ['data', ...held, ...tiny, '--scale', 'type', '--checkpoint-every', '2', '--out', 'run'],
    folder,
  );
});

const bytes = (path: string) => new Uint8Array(readFileSync(join(folder, path)));
const json = (path: string) => JSON.parse(readFileSync(join(folder, path), 'utf8'));
const lines = (path: string) => readFileSync(join(folder, path), 'utf8').trimEnd().split('\n');

describe('a run', () => {
  test('succeeds, in plain lines where its output is piped', () => {
    expect({ code: outcome.code, stderr: outcome.stderr }).toEqual({ code: 0, stderr: '' });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is them that must not come
    expect(outcome.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    expect(outcome.stdout.split('\n')).toEqual([
      expect.stringMatching(
        /^Data: data, 3 slices to train on, 2 held out, 64 x 64 pixels, 1 channel, cells \d+ %, background \d+ %$/,
      ),
      'Grey values: by type (the largest value of the type becomes 1)',
      'Network: U-Net: input 60 x 60 x 1, margin 8, 434 parameters, 12 tiles an epoch',
      expect.stringMatching(/^Backend: simd, /),
      expect.stringMatching(/^Memory: about [\d.]+ KiB for a step$/),
      'Run: run',
      ...outcome.stdout.split('\n').filter((line) => line.startsWith('warning: step ')),
      // Every ten seconds, on a machine where steps take so long.
      ...outcome.stdout.split('\n').filter((line) => /^Training [1-3]\/4 \| \d+:\d\d left \| loss \d/.test(line)),
      expect.stringMatching(/^Training 4\/4 \| done \| loss \d+\.\d{4}$/),
      expect.stringMatching(/^Scoring 2\/2 \| done$/),
      ...outcome.stdout.split('\n').filter((line) => /^warning: [34]: every pixel/.test(line)),
      expect.stringMatching(/^Held-out slices \(2\), after 4 steps in \d+:\d\d, \d+\.\d % of it waiting for samples:$/),
      expect.stringMatching(
        /^ {2}pixel error {2}\d+\.\d % at 0\.5, best \d+\.\d % at [01](\.\d)?; a constant answer has \d+\.\d %$/,
      ),
      expect.stringMatching(/^ {2}Rand error {3}\d\.\d{4} at 0\.5, best \d\.\d{4} at [01](\.\d)?$/),
      expect.stringMatching(/^ {2}V-Rand {7}\d\.\d{4} at 0\.5, best \d\.\d{4} at [01](\.\d)?$/),
      expect.stringMatching(/^ {2}V-Info {7}\d\.\d{4} at 0\.5, best \d\.\d{4} at [01](\.\d)?$/),
      '  (best: at the threshold that suits these slices best, which flatters them)',
      'Predictions and weights: run',
      '',
    ]);
  });

  test('writes these files and no others', () => {
    expect(fileNames(join(folder, 'run'))).toEqual([
      'checkpoints/step-000002.safetensors',
      'checkpoints/step-000004.safetensors',
      'config.json',
      'figures/augmentation.png',
      'figures/loss.png',
      'figures/predictions.png',
      'figures/preview.png',
      'figures/thresholds.png',
      'figures/tiles.png',
      'figures/weight-map.png',
      'log.csv',
      'metrics.json',
      'model.safetensors',
      'predictions.tif',
      'previews.csv',
      'status.json',
    ]);
  });

  test('config.json says what the run is', () => {
    expect(json('run/config.json')).toMatchObject({
      source: { data: 'data', holdout: 2 },
      dataHash: expect.stringMatching(/^[0-9a-f]{8}$/),
      settings: { base: 2, depth: 1, inputSize: 60, seed: 1 },
      length: { steps: 4 },
      network: { depth: 1, baseWidth: 2, channels: 1, classes: 2, padding: 'valid' },
      inputSize: 60,
      versions: { node: process.versions.node },
    });
  });

  test('log.csv has a line a step', () => {
    const [header, ...rows] = lines('run/log.csv');
    expect(header).toBe('step,epoch,loss,learningRate,seconds,waitSeconds');
    const columns = rows.map((row) => row.split(',').map(Number));
    expect(columns.map(([step, epoch]) => [step, epoch])).toEqual([1, 2, 3, 4].map((step) => [step, 0]));
    const { learningRate } = json('run/config.json').settings;
    for (const [step, , loss, rate, seconds, waitSeconds] of columns) {
      expect(loss).toBeGreaterThan(0);
      expect(rate).toBeCloseTo(learningRate / Math.sqrt(1 + (step! - 1) / 200), 12);
      expect(seconds).toBeGreaterThan(0);
      expect(waitSeconds).toBeGreaterThanOrEqual(0);
      expect(waitSeconds).toBeLessThanOrEqual(seconds! + 0.001);
    }
  });

  test('previews.csv has a line for each checkpoint but the last, after which all is scored', () => {
    const [header, ...rows] = lines('run/previews.csv');
    expect(header).toBe('step,pixelError');
    const columns = rows.map((row) => row.split(',').map(Number));
    expect(columns.map(([step]) => step)).toEqual([2]);
    for (const [, error] of columns) {
      expect(error).toBeGreaterThan(0);
      expect(error).toBeLessThan(1);
    }
  });

  test('metrics.json has the scores and what they depend on', () => {
    const metrics = json('run/metrics.json');
    expect(metrics).toMatchObject({ slices: 2, steps: 4, backend: 'simd', seed: 1, symmetries: false });
    const { best } = metrics;
    const scores = {
      pixelError: metrics.pixelError,
      constantPixelError: metrics.constantPixelError,
      'randError.error': metrics.randError.error,
      'vRand.score': metrics.vRand.score,
      'vInfo.score': metrics.vInfo.score,
      warpingError: metrics.warpingError,
      'iou of cells': metrics.iou.perClass[1],
      'dice of cells': metrics.dice.perClass[1],
      'best.pixelError': best.pixelError.value,
      'best.randError': best.randError.error,
      'best.vRand': best.vRand.score,
      'best.vInfo': best.vInfo.score,
    };
    for (const [name, score] of Object.entries(scores)) {
      expect({ [name]: score }).toEqual({ [name]: expect.any(Number) });
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
    }
    // 0.5, at which the plain scores are, is one of the thresholds of which the best are chosen.
    expect(metrics.threshold).toBe(0.5);
    expect(scores['best.pixelError']).toBeLessThanOrEqual(scores.pixelError);
    expect(scores['best.randError']).toBeLessThanOrEqual(scores['randError.error']);
    expect(scores['best.vRand']).toBeGreaterThanOrEqual(scores['vRand.score']);
    expect(scores['best.vInfo']).toBeGreaterThanOrEqual(scores['vInfo.score']);
    expect(outcome.stdout).toContain(
      `V-Rand       ${metrics.vRand.score.toFixed(4)} at 0.5, best ${best.vRand.score.toFixed(4)} at ${Number(best.vRand.threshold.toFixed(2))}\n`,
    );
    const sumOf = (column: number) =>
      lines('run/log.csv')
        .slice(1)
        .reduce((sum, row) => sum + Number(row.split(',')[column]), 0);
    expect(metrics.seconds).toBeCloseTo(sumOf(4), 2);
    // The first sample at least is waited for.
    expect(metrics.waitFraction).toBeGreaterThan(0);
    expect(metrics.waitFraction).toBeCloseTo(sumOf(5) / sumOf(4), 2);
    const percent = (100 * metrics.waitFraction).toFixed(1);
    expect(outcome.stdout).toContain(`, ${percent} % of it waiting for samples:\n`);
    expect(metrics.versions).toMatchObject({ node: process.versions.node, '@unet/trainer': expect.any(String) });
  });

  test('the pixel errors are those of predictions.tif, a float32 page for each held-out slice', () => {
    const pages = decodePages(bytes('run/predictions.tif'));
    expect(
      pages.map(({ height, width, channels, bitDepth, format }) => [height, width, channels, bitDepth, format]),
    ).toEqual(new Array(2).fill([64, 64, 1, 32, 'float']));
    let wrong = 0;
    let inside = 0;
    for (const [index, { data }] of pages.entries()) {
      const truth = slices[3 + index]!.label.data;
      for (const [pixel, value] of data.entries()) {
        if (!(value >= 0 && value <= 1)) throw new RangeError(`page ${index}, pixel ${pixel}: ${value}`);
        if (value > 0.5 !== (truth[pixel] === 1)) wrong++;
        if (truth[pixel] === 1) inside++;
      }
      expect(new Set(data).size).toBeGreaterThan(10);
    }
    const metrics = json('run/metrics.json');
    expect(metrics.pixelError).toBeCloseTo(wrong / (2 * 64 * 64), 10);
    expect(metrics.constantPixelError).toBeCloseTo(Math.min(inside, 2 * 64 * 64 - inside) / (2 * 64 * 64), 10);
  });

  test('every figure is a picture', () => {
    const figures = fileNames(join(folder, 'run/figures'));
    for (const name of figures) {
      const { width, height, data, channels } = decodeImages(bytes(`run/figures/${name}`))[0]!;
      expect(Math.min(width, height)).toBeGreaterThan(100);
      const colours = new Set<string>();
      for (let at = 0; at < data.length && colours.size < 10; at += channels)
        colours.add(data.slice(at, at + 3).join());
      expect({ name, colours: colours.size }).toEqual({ name, colours: 10 });
    }
  });

  test('stacks give what folders give', async () => {
    const stacks = ['--images', 'stacks/images.tif', '--labels', 'stacks/labels.tif'];
    const { code, stderr } = await runHere(
      'train',
      [...stacks, ...held, ...tiny, '--scale', 'type', '--no-figures', '--out', 'stack-run'],
      folder,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(fileNames(join(folder, 'stack-run')).filter((name) => name.startsWith('figures'))).toEqual([]);
    for (const file of ['model.safetensors', 'predictions.tif']) {
      expect(bytes(`stack-run/${file}`)).toEqual(bytes(`run/${file}`));
    }
    const { seconds: _, waitFraction: __, ...metrics } = json('stack-run/metrics.json');
    expect(json('run/metrics.json')).toMatchObject(metrics);
  });

  test('--epochs counts tiles, a last batch that is not full too; --symmetries averages the predictions', async () => {
    const options = [
      '--base',
      '2',
      '--depth',
      '1',
      '--input-size',
      '60',
      '--epochs',
      '2',
      '--batch-size',
      '5',
      '--symmetries',
    ];
    const trained = await runHere('train', ['data', ...held, ...options, '--no-figures', '--out', 'epochs'], folder);
    expect({ code: trained.code, stderr: trained.stderr }).toEqual({ code: 0, stderr: '' });
    // 2 epochs of 12 tiles, 5 in a step.
    expect(
      lines('epochs/log.csv')
        .slice(1)
        .map((row) => row.split(',').slice(0, 2).join()),
    ).toEqual(['1,0', '2,0', '3,0', '4,1', '5,1']);
    expect(json('epochs/metrics.json')).toMatchObject({ steps: 5, symmetries: true });
  });
});

describe('warnings', () => {
  test('a constant image, an inverted label and a label of one class: one line each, and the run goes on', async () => {
    const odd = slices.map(({ image, label }) => ({ image, label }));
    odd[0]!.image = flatImage(64, 0.5);
    odd[1]!.label = { height: 64, width: 64, data: net(64) };
    odd[4]!.label = { height: 64, width: 64, data: new Int32Array(64 * 64) };
    writeSlices(join(folder, 'odd'), odd);
    const options = ['odd', '--holdout', '1', ...tiny, '--no-figures', '--out', 'odd-run'];
    const { code, stdout, stderr } = await runHere('train', options, folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const warnings = stdout.split('\n').filter((line) => line.startsWith('warning: '));
    expect(warnings.filter((line) => !line.includes('every pixel is predicted'))).toEqual([
      'warning: 0: image has the same value everywhere',
      'warning: 1: label looks inverted: class 0 makes the separate cells, class 1 the net between them',
      'warning: 4: label has only class 0',
    ]);
    expect(json('odd-run/metrics.json')).toMatchObject({ slices: 1, constantPixelError: 0, steps: 4 });
  });
});

/** Class 1 in thin lines 8 pixels apart, class 0 in the squares between them. */
function net(side: number): Int32Array {
  return Int32Array.from({ length: side * side }, (_, at) => (at % 8 === 0 || Math.floor(at / side) % 8 === 0 ? 1 : 0));
}

test('--recipe paper sets what the paper says, save what is typed', async () => {
  const options = [
    '--recipe',
    'paper',
    '--base',
    '2',
    '--depth',
    '1',
    '--input-size',
    '60',
    '--steps',
    '1',
    '--no-figures',
  ];
  const { code, stderr } = await runHere('train', ['data', ...options, '--out', 'paper'], folder);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(json('paper/config.json').settings).toEqual({
    base: 2,
    depth: 1,
    inputSize: 60,
    inputSizeLimit: 572,
    optimizer: 'sgd',
    learningRate: 1e-3,
    schedule: 'constant',
    batchSize: 1,
    placement: 'grid',
    borderWeight: 10,
    borderRegion: 'background',
    classBalance: 'notebook',
    augmentation: 'paper',
    dropout: 'bottom',
    seed: 1,
  });
});

describe('--help', () => {
  test('lists every setting, and where the paper is not followed', async () => {
    const { code, stdout, stderr } = await runHere('train', ['--help'], folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const listed = new Set(Array.from(stdout.matchAll(/^ {2}--([\w-]+)/gm), ([, name]) => name));
    const words = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    // Those that only files of a page or of an earlier version set.
    const hidden = ['inputSizeLimit', 'borderRegion', 'connectivity'];
    const settings = Object.keys(settingsSchema.shape).filter((name) => !hidden.includes(name));
    expect(settings.filter((name) => !listed.has(words(name)))).toEqual([]);
    const [, about] = stdout.split('\npaper: ');
    for (const word of [
      'learning rate',
      'length',
      'tiles',
      'class weights',
      'border distance',
      'augmentation',
      'dropout',
    ]) {
      expect(about).toMatch(new RegExp(`^  ${word} {2,}\\S`, 'm'));
    }
    expect(Math.max(...about!.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  });
});

test('--json prints what happens in lines of JSON, in order, and nothing else; the result comes last', async () => {
  const options = ['data', ...tiny, '--checkpoint-every', '2', '--no-figures', '--json', '--out', 'machine'];
  const { code, stdout, stderr } = await runHere('train', options, folder);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const events = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string; step?: number });
  const course = events
    .filter(({ event }) => event !== 'warning')
    .map(({ event, step }) => `${event} ${step ?? ''}`.trim());
  expect(course).toEqual([
    'ready 0',
    'step 1',
    'step 2',
    'saved 2',
    'preview 2',
    'step 3',
    'step 4',
    'ended 4',
    'result',
  ]);
  expect(events.at(-1)).toMatchObject({ folder: 'machine', steps: 4, pixelError: expect.any(Number) });
  const steps = events.filter(({ event }) => event === 'step');
  expect(steps[0]).toMatchObject({ loss: expect.any(Number), learningRate: expect.any(Number) });
});
