import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodePng, encodeTiff, type RawImage } from '@unet/image-io/arrays';
import { beforeAll, expect, test } from 'vitest';
import { contents, temporaryFolder } from '../support/cli.ts';
import { encodeLabel, flatImage, smallSlices, writeSlices, writeStacks } from '../support/fixtures.ts';
import { runHere } from '../support/run-here.ts';

const folder = temporaryFolder();
const inspect = (...words: string[]) => runHere('inspect', words, folder);
const slices = smallSlices(3);
const write = (path: string, bytes: Uint8Array): void => writeFileSync(join(folder, path), bytes);

/** A page of 8 bits from rows of values. */
function page(...rows: number[][]): RawImage {
  const data = Uint8Array.from(rows.flat());
  return { height: rows.length, width: rows[0]!.length, channels: 1, bitDepth: 8, format: 'uint', data };
}

beforeAll(() => {
  writeSlices(join(folder, 'data'), slices);
  writeStacks(join(folder, 'stacks'), slices);
  write('objects.tif', encodeTiff([page([0, 3, 3], [7, 0, 3]), page([0, 0, 0], [0, 9, 9])]));
  write('deep.tif', encodeTiff([{ ...page([0, 1, 2]), bitDepth: 16, data: Uint16Array.of(0, 13107, 65535) }]));
});

test('files are what they are: sizes, channels, depth, values', async () => {
  const { code, stdout, stderr } = await inspect('objects.tif', 'deep.tif', 'data/label/0.png');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const label = slices[0]!.label.data;
  const inside = (100 * label.reduce((sum, value) => sum + value, 0)) / label.length;
  expect(stdout.split('\n')).toEqual([
    'objects.tif: 2 pages, 2 x 3, 1 channel, uint8, 0 (50.0 %), 3 (25.0 %), 7 (8.3 %) and 9 (16.7 %)',
    'deep.tif: 1 x 3, 1 channel, uint16, 0 (33.3 %), 13107 (33.3 %) and 65535 (33.3 %)',
    `data/label/0.png: 64 x 64, 1 channel, uint8, 0 (${(100 - inside).toFixed(1)} %) and 255 (${inside.toFixed(1)} %)`,
    '',
  ]);
});

test('as images: mean and deviation as the trainer scales them', async () => {
  const document = JSON.parse((await inspect('deep.tif', 'objects.tif', '--as', 'images', '--json')).stdout);
  expect(document.images.map(({ name }: { name: string }) => name)).toEqual(['deep', 'objects-0', 'objects-1']);
  // Percentiles 1 and 99.8 between the values in order, as numpy has them; 0 and 1 without, by type.
  const [low, high] = [0.01 * 2 * 0.2, 0.2 + 0.996 * 0.8];
  const values = [0, 0.2, 1].map((value) => (value - low) / (high - low));
  const mean = values.reduce((sum, value) => sum + value, 0) / 3;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 3);
  expect(document.images[0]).toEqual({
    name: 'deep',
    height: 1,
    width: 3,
    channels: 1,
    scaled: { mean: expect.closeTo(mean, 6), sd: expect.closeTo(sd, 6) },
  });
  const byType = JSON.parse((await inspect('deep.tif', '--as', 'images', '--scale', 'type', '--json')).stdout);
  expect(byType.images[0].scaled.mean).toBeCloseTo(0.4, 6);
  expect(document.files[0]).toMatchObject({ pages: 1, types: ['uint16'], range: [0, 65535] });
});

test('as labels: how many pixels of each class', async () => {
  const document = JSON.parse((await inspect('stacks/labels.tif', '--as', 'labels', '--json')).stdout);
  const ones = slices.map(({ label }) => label.data.reduce((sum, value) => sum + value, 0));
  expect(document.labels).toEqual(
    ones.map((count, index) => {
      return { name: `labels-${index}`, height: 64, width: 64, counts: [64 * 64 - count, count], ignored: 0 };
    }),
  );
  const { stdout } = await inspect('stacks/labels.tif', '--as', 'labels');
  expect(stdout).toMatch(new RegExp(`\\n  labels-1 +64 x 64 +${4096 - ones[1]!} +${ones[1]}\\n`));
});

test('as instances: how many objects, and how large', async () => {
  const { stdout } = await inspect('objects.tif', '--as', 'instances', '--json');
  expect(JSON.parse(stdout).labels).toEqual([
    { name: 'objects-0', height: 2, width: 3, objects: 2, areas: [3, 1] },
    { name: 'objects-1', height: 2, width: 3, objects: 1, areas: [2] },
  ]);
  expect((await inspect('objects.tif', '--as', 'instances')).stdout).toMatch(/\n {2}objects-0 +2 x 3 +2 +1 +1 +3\n/);
});

test('a data set: pairs, and nothing that looks wrong; two stacks are one, too', async () => {
  const { stdout } = await inspect('data', '--json');
  const { files, pairs, findings } = JSON.parse(stdout);
  expect(findings).toEqual([]);
  expect(files).toHaveLength(6);
  expect(pairs).toEqual(
    [0, 1, 2].map((index) => ({
      name: String(index),
      image: `data/image/${index}.png`,
      label: `data/label/${index}.png`,
      height: 64,
      width: 64,
      channels: 1,
      objects: expect.any(Number),
    })),
  );
  expect(pairs[0].objects).toBeGreaterThan(3);
  expect((await inspect('data')).stdout).toMatch(/Nothing looks wrong\.\n$/);
  const stacked = await inspect('stacks/images.tif', 'stacks/labels.tif', '--as', 'dataset', '--json');
  const objects = JSON.parse(stacked.stdout).pairs.map((pair: { objects: number }) => pair.objects);
  expect(objects).toEqual(pairs.map((pair: { objects: number }) => pair.objects));
});

test('what looks wrong with a data set, and what to do', async () => {
  writeSlices(join(folder, 'wrong'), slices);
  write('wrong/image/2.png', encodePng(flatImage(64, 0.5)));
  // Cells of 3 x 3 pixels are 0, the net between them is 1.
  const isCell = (pixel: number): boolean => pixel % 4 < 3 && Math.floor(pixel / 64) % 4 < 3;
  const data = Int32Array.from({ length: 64 * 64 }, (_, pixel) => (isCell(pixel) ? 0 : 1));
  write('wrong/label/1.png', encodeLabel({ height: 64, width: 64, data }));
  const before = contents(folder);
  const { code, stdout } = await inspect('wrong');
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /\nwarning: 1 label looks inverted: .*\n {2}1: \d+.% marked as inside of cells\n {2}remedy: Invert this label\n/,
  );
  expect(stdout).toContain('\nwarning: 1 image has the same value everywhere: nothing can be learnt from that.\n');
  expect(stdout).not.toContain('Nothing looks wrong');
  const { findings } = JSON.parse((await inspect('wrong', '--json')).stdout);
  expect(findings.map(({ severity, remedy }: { severity: string; remedy: string }) => [severity, remedy])).toEqual([
    ['warning', 'Invert this label'],
    ['warning', 'Leave out this slice'],
  ]);
  expect(contents(folder)).toEqual(before);
});

test.each([
  [['nowhere'], 'nowhere: no such file or folder', 1],
  [['objects.tif', '--as', 'labels'], 'objects.tif: label has 4 grey values (0, 3, 7, 9), expected 2', 1],
  [['a', 'b', 'c', '--as', 'dataset'], 'a data set is one folder, or images and labels, got 3 paths', 2],
  [['objects.tif', '--as', 'dataset'], 'objects.tif: is a file, expected a folder with images and labels', 1],
  [[], "missing required argument 'paths'", 2],
])('%j: one line', async (words, line, expected) => {
  const { code, stderr } = await inspect(...words);
  expect({ code, stderr }).toEqual({ code: expected, stderr: `unet: ${line}\n` });
});
