import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { configFileSchema } from '../../src/commands/train/config-file.ts';
import { temporaryFolder } from '../support/cli.ts';
import { smallSlices, writeSlices } from '../support/fixtures.ts';
import { runHere } from '../support/run-here.ts';

const folder = temporaryFolder();
const write = (config: unknown): void => writeFileSync(join(folder, 'run.json'), JSON.stringify(config));
const json = (path: string) => JSON.parse(readFileSync(join(folder, path), 'utf8'));
const tiny = { base: 2, depth: 1, inputSize: 60, steps: 2, figures: false, workers: 0 };

beforeAll(() => writeSlices(join(folder, 'data'), smallSlices()));

test('what is typed wins over the file, and the file over the recipe; all of it is kept', async () => {
  write({ ...tiny, recipe: 'paper', data: 'data', schedule: 'step', every: 1, factor: 0.5, out: 'run' });
  const { code, stderr } = await runHere('train', ['--config', 'run.json', '--base', '3', '--steps', '3'], folder);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(json('run/config.json')).toMatchObject({
    settings: { base: 3, depth: 1, optimizer: 'sgd', borderWeight: 10, schedule: 'step', every: 1, factor: 0.5 },
    length: { steps: 3 },
    source: { data: 'data' },
  });
  const rates = readFileSync(join(folder, 'run/log.csv'), 'utf8').trim().split('\n').slice(1);
  expect(rates.map((line) => Number(line.split(',')[3]))).toEqual([1e-3, 5e-4, 2.5e-4]);
});

test('data that are typed replace those of the file, in whatever way each is said', async () => {
  write({ ...tiny, images: 'nowhere.tif', labels: 'nowhere.tif', out: 'typed' });
  expect(await runHere('train', ['data', '--config', 'run.json', '--epochs', '1'], folder)).toMatchObject({ code: 0 });
  expect(json('typed/config.json')).toMatchObject({ source: { data: 'data' }, length: { epochs: 1 } });
});

describe('a file that is wrong is refused in one line:', () => {
  test.each([
    [{ bsae: 2 }, 'run.json: there is no "bsae"; did you mean "base"?'],
    [{ somethingElse: 2 }, 'run.json: there is no "somethingElse"'],
    [{ base: '4' }, 'run.json: base must be a number, got "4"'],
    [{ base: 0 }, 'run.json: base must be at least 1, got 0'],
    [{ optimizer: 'adma' }, 'run.json: optimizer must be one of "sgd"|"adam", got "adma"'],
    [{ schedule: 'constant', warmup: 100 }, 'warmup is of the schedule cosine, the schedule is constant'],
    [{ scale: 'zscore' }, '--scale is of images in files, and there are none'],
    [
      { data: 'a', scale: '5,1' },
      '--scale must be percentile, type, zscore, none or LO,HI, the first below the second, got 5,1',
    ],
    [{ steps: 1, epochs: 1 }, '--steps and --epochs exclude each other'],
    [{ data: 'a', images: 'b', labels: 'c' }, 'DATA and --images with --labels exclude each other'],
    [[], 'run.json: the file must be an object, got []'],
  ])('%o', async (config, line) => {
    write(config);
    expect(await runHere('train', ['--config', 'run.json'], folder)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: `unet: ${line}\n`,
    });
  });

  test('what is no JSON, and what is not there', async () => {
    writeFileSync(join(folder, 'run.json'), '{ base: 2 }');
    const broken = await runHere('train', ['--config', 'run.json'], folder);
    expect(broken).toMatchObject({ code: 2, stderr: expect.stringMatching(/^unet: run\.json: must be JSON: .*\n$/) });
    const missing = await runHere('train', ['--config', 'nowhere.json'], folder);
    expect(missing).toMatchObject({ code: 1, stderr: 'unet: nowhere.json: no such file or folder\n' });
  });
});

test('the published schema knows every field, and says what each is', () => {
  const schema = JSON.parse(readFileSync(new URL('../../dist/train.schema.json', import.meta.url), 'utf8'));
  expect(Object.keys(schema.properties)).toEqual(Object.keys(configFileSchema.shape));
  for (const field of Object.values<{ description?: string }>(schema.properties))
    expect(field.description).toBeTruthy();
  expect(schema.additionalProperties).toBe(false);
  expect(schema.properties.schedule.enum).toContain('cosine');
});

test('cross-validation holds every slice out once, sums up, and goes on', async () => {
  const words = ['data', '--base', '2', '--depth', '1', '--input-size', '60', '--steps', '1', '--no-figures'];
  const folds = [...words, '--folds', '3', '--out', 'folds'];
  const { code, stdout, stderr } = await runHere('train', folds, folder);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(
    /^All 3 folds, mean and standard deviation at threshold 0\.5:\n {2}pixel error {2}[\d.]+ % ± [\d.]+ %$/m,
  );
  const summary = json('folds/summary.json');
  const errors = [1, 2, 3].map((fold) => json(`folds/fold-${fold}/metrics.json`).pixelError);
  expect(summary.pixelError.byFold).toEqual(errors);
  expect(summary.pixelError.mean).toBeCloseTo((errors[0] + errors[1] + errors[2]) / 3, 12);
  expect(new Set(errors).size).toBe(3);
  expect((await runHere('train', folds, folder)).stderr).toContain('folds: holds a cross-validation already');
  rmSync(join(folder, 'folds/fold-3'), { recursive: true });
  // As it is said where a fold is interrupted: nothing of the settings is typed again.
  const again = await runHere('train', ['--folds', '3', '--no-figures', '--out', 'folds', '--resume'], folder);
  expect({ code: again.code, stderr: again.stderr }).toEqual({ code: 0, stderr: '' });
  expect(json('folds/summary.json')).toEqual(summary);
});
