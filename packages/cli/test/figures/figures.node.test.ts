import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodePng, fromLabelArray } from '@unet/image-io/arrays';
import { beforeAll, expect, test } from 'vitest';
import { contents, fileNames, temporaryFolder, tiny } from '../support/cli.ts';
import { smallSlices, writeSlices } from '../support/fixtures.ts';
import { runHere } from '../support/run-here.ts';

const folder = temporaryFolder();
const slices = smallSlices(4);
const figures = (...words: string[]) => runHere('figures', words, folder);
const all = ['augmentation', 'loss', 'predictions', 'thresholds', 'tiles', 'weight-map'].map((name) => `${name}.png`);

beforeAll(async () => {
  writeSlices(join(folder, 'data'), slices);
  expect(await runHere('train', ['data', ...tiny, '--out', 'run'], folder)).toMatchObject({ code: 0, stderr: '' });
});

test('draws what the run has drawn, byte for byte', async () => {
  const before = contents(join(folder, 'run/figures'))!;
  expect(Object.keys(before).sort()).toEqual(all);
  rmSync(join(folder, 'run/figures'), { recursive: true });
  const { code, stdout, stderr } = await figures('run');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe(
    `run: tiles, augmentation, weight-map, loss, predictions, thresholds in ${join('run', 'figures')}\n`,
  );
  expect(contents(join(folder, 'run/figures'))).toEqual(before);
});

test('of several runs, each into a folder of its own; for machines', async () => {
  cpSync(join(folder, 'run'), join(folder, 'other'), { recursive: true });
  // Stopped before it was scored.
  rmSync(join(folder, 'other/predictions.tif'));
  const { code, stdout } = await figures('run', 'other', '--out', 'drawn', '--json');
  expect(code).toBe(0);
  const events = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(events.map(({ event }) => event)).toEqual(['drawn', 'warning', 'drawn', 'result']);
  expect(events[1].message).toBe('other/predictions.tif: no such file or folder; no predictions and scores are drawn');
  expect(fileNames(join(folder, 'drawn/run'))).toEqual(all);
  expect(fileNames(join(folder, 'drawn/other'))).toEqual([
    'augmentation.png',
    'loss.png',
    'tiles.png',
    'weight-map.png',
  ]);
});

test('draws the loss where the slices are gone, or are others, and says so', async () => {
  renameSync(join(folder, 'data'), join(folder, 'moved'));
  const gone = await figures('run', '--out', 'without');
  expect(gone).toMatchObject({ code: 0, stderr: '' });
  expect(gone.stdout).toBe(
    'warning: data: no such file or folder; what needs the slices is not drawn\nrun: loss in without\n',
  );
  cpSync(join(folder, 'moved'), join(folder, 'data'), { recursive: true });
  writeFileSync(join(folder, 'data/label/0.png'), encodePng(fromLabelArray(slices[1]!.label, { classes: 2 })));
  const changed = await figures('run', '--out', 'without');
  expect(changed.stdout).toContain(
    'warning: run: files of data have changed since the run; what needs the slices is not drawn',
  );
  expect(fileNames(join(folder, 'without'))).toEqual(['loss.png']);
  rmSync(join(folder, 'data'), { recursive: true });
  renameSync(join(folder, 'moved'), join(folder, 'data'));
});

test('a log that is lost, cut or a folder costs what it held', async () => {
  const log = join(folder, 'run/log.csv');
  const text = readFileSync(log, 'utf8');
  rmSync(log);
  mkdirSync(log);
  const { code, stdout } = await figures('run', '--out', 'no-log');
  expect(code).toBe(0);
  expect(stdout).toContain(`warning: ${join('run', 'log.csv')}: holds no loss, so that there is no curve\n`);
  expect(fileNames(join(folder, 'no-log'))).not.toContain('loss.png');
  rmSync(log, { recursive: true });
  writeFileSync(log, text);
});

test('refuses what is no run, and to draw onto what it reads', async () => {
  expect(await figures('data')).toMatchObject({ code: 1, stderr: 'unet: data: holds no run\n' });
  cpSync(join(folder, 'data'), join(folder, 'named'), { recursive: true });
  renameSync(join(folder, 'named/image/0.png'), join(folder, 'named/image/loss.png'));
  renameSync(join(folder, 'named/label/0.png'), join(folder, 'named/label/loss.png'));
  expect(await runHere('train', ['named', ...tiny, '--no-figures', '--out', 'named-run'], folder)).toMatchObject({
    code: 0,
  });
  const before = contents(join(folder, 'named'));
  const { code, stderr } = await figures('named-run', '--out', 'named/image');
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: 'unet: named/image/loss.png: the output must not replace what is read, it is an input\n',
  });
  expect(contents(join(folder, 'named'))).toEqual(before);
});
