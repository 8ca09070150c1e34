import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeImages, decodePages, encodePng, encodeTiff, type RawImage } from '@unet/image-io/arrays';
import { decodeSafetensors } from '@unet/model';
import { beforeAll, expect, test } from 'vitest';
import { lockFile } from '../../src/run-folder/lock.ts';
import { contents, fileNames, temporaryFolder, tiny } from '../support/cli.ts';
import { flatImage, smallSlices, writeSlices, writeStacks } from '../support/fixtures.ts';
import { runHere } from '../support/run-here.ts';

const folder = temporaryFolder();
const slices = smallSlices(5);
const bytes = (path: string): Uint8Array => new Uint8Array(readFileSync(join(folder, path)));
const segment = (...words: string[]) => runHere('segment', words, folder);
const model = 'run/model.safetensors';

beforeAll(async () => {
  writeSlices(join(folder, 'data'), slices);
  writeStacks(join(folder, 'held-out'), slices.slice(3));
  writeStacks(join(folder, 'stacks'), slices);
  const options = ['data', '--holdout', '2', ...tiny, '--no-figures', '--scale', 'type', '--out', 'run'];
  expect(await runHere('train', options, folder)).toMatchObject({ code: 0, stderr: '' });
});

test('gives the predictions of the run, a page a page, in a folder that it makes', async () => {
  const { code, stdout, stderr } = await segment(model, 'held-out/images.tif', '-o', 'new/folder');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('1 file segmented into new/folder\n');
  expect(fileNames(join(folder, 'new/folder'))).toEqual(['images.classes.tif', 'images.probability.tif']);
  expect(decodePages(bytes('new/folder/images.probability.tif'))).toEqual(decodePages(bytes('run/predictions.tif')));
  const classes = decodePages(bytes('new/folder/images.classes.tif'));
  expect(classes.map(({ height, bitDepth, format }) => ({ height, bitDepth, format }))).toEqual(
    Array.from({ length: 2 }, () => ({ height: 64, bitDepth: 8, format: 'uint' })),
  );
  const probability = decodePages(bytes('run/predictions.tif'));
  for (const [page, { data }] of classes.entries()) {
    expect(Array.from(data)).toEqual(Array.from(probability[page]!.data, (value) => (value > 0.5 ? 1 : 0)));
  }
});

test.each(['percentile', 'zscore', '10,240', 'none'])(
  'scales images as those were that it was trained on: %s',
  async (scale) => {
    const stacks = ['--images', 'stacks/images.tif', '--labels', 'stacks/labels.tif'];
    const run = `scaled-${scale}`;
    const options = [...stacks, '--holdout', '2', ...tiny, '--no-figures', '--scale', scale, '--out', run];
    expect(await runHere('train', options, folder)).toMatchObject({ code: 0, stderr: '' });
    // The whole stack counts, of which the last two are held out.
    const words = [`${run}/model.safetensors`, 'stacks/images.tif', '-o', `${run}/out`, '--write', 'probability'];
    expect(await segment(...words)).toMatchObject({ code: 0, stderr: '' });
    const segmented = decodeImages(bytes(`${run}/out/images.probability.tif`)).slice(3);
    expect(segmented).toEqual(decodeImages(bytes(`${run}/predictions.tif`)));
  },
);

test('the same scene in other containers gives the same probabilities, and the same weights', async () => {
  const weightsOf = (run: string) =>
    Object.values(decodeSafetensors(bytes(`${run}/model.safetensors`)).tensors).flatMap(({ data }) => [...data]);
  const farthest = (one: readonly number[], other: readonly number[]) =>
    Math.max(...one.map((value, index) => Math.abs(value - other[index]!)));
  const stacks = ['--images', 'stacks/images.tif', '--labels', 'stacks/labels.tif'];
  const options = [...stacks, '--holdout', '2', ...tiny, '--no-figures', '--out', 'scaled'];
  expect(await runHere('train', options, folder)).toMatchObject({ code: 0, stderr: '' });
  const eight = decodePages(bytes('stacks/images.tif'));
  const containers: Record<string, (value: number) => number> = {
    uint16: (value) => 16 * value,
    float32: (value) => value / 7 - 9,
  };
  const probabilities = async (file: string) => {
    const words = ['scaled/model.safetensors', file, '-o', `of-${file}`, '--write', 'probability'];
    expect(await segment(...words)).toMatchObject({ code: 0, stderr: '' });
    return decodeImages(bytes(`of-${file}/${file.replace('.tif', '')}.probability.tif`)).flatMap(({ data }) => [
      ...data,
    ]);
  };
  writeFileSync(join(folder, 'uint8.tif'), encodeTiff(eight));
  const expected = await probabilities('uint8.tif');
  for (const [name, change] of Object.entries(containers)) {
    const pages = eight.map((page): RawImage => {
      const data = name === 'uint16' ? Uint16Array.from(page.data, change) : Float32Array.from(page.data, change);
      return { ...page, data, bitDepth: name === 'uint16' ? 16 : 32, format: name === 'uint16' ? 'uint' : 'float' };
    });
    writeFileSync(join(folder, `${name}.tif`), encodeTiff(pages));
    const actual = await probabilities(`${name}.tif`);
    expect(farthest(actual, expected)).toBeLessThan(1e-4);
    const others = ['--images', `${name}.tif`, '--labels', 'stacks/labels.tif', ...options.slice(4, -1), `of-${name}`];
    expect(await runHere('train', others, folder)).toMatchObject({ code: 0, stderr: '' });
    expect(farthest(weightsOf(`of-${name}`), weightsOf('scaled'))).toBeLessThan(1e-3);
  }
});

test('of folders and files, each has outputs of its own; what an earlier run wrote there is passed over', async () => {
  const first = await segment(model, 'data/image', 'held-out/images.tif', '-o', 'data/image', '--write', 'classes');
  expect(first.code).toBe(0);
  const names = fileNames(join(folder, 'data/image'));
  const written = ['0', '1', '2', '3', '4', 'images'].map((name) => `${name}.classes.tif`);
  expect(names.filter((name) => name.endsWith('.tif'))).toEqual(written);
  const before = contents(join(folder, 'data/image'));
  const again = await segment(model, 'data/image', '-o', 'data/image', '--write', 'classes', '--json');
  expect(again.code).toBe(0);
  const events = again.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(events.at(-1)).toEqual({ event: 'result', files: 5, out: 'data/image' });
  expect(events[0]).toEqual({
    event: 'segmented',
    input: 'data/image/0.png',
    pages: 1,
    outputs: { classes: 'data/image/0.classes.tif' },
  });
  expect(contents(join(folder, 'data/image'))).toEqual(before);
});

test('--symmetries averages the predictions', async () => {
  for (const words of [[], ['--symmetries']]) {
    const out = `symmetries-${words.length}`;
    expect((await segment(model, 'held-out/images.tif', '-o', out, '--write', 'probability', ...words)).code).toBe(0);
  }
  expect(bytes('symmetries-1/images.probability.tif')).not.toEqual(bytes('symmetries-0/images.probability.tif'));
});

test('makes grey of colours where the network takes grey', async () => {
  const grey = slices[3]!.image;
  const data = new Float32Array(3 * 64 * 64);
  for (let pixel = 0; pixel < grey.data.length; pixel++) data.fill(grey.data[pixel]!, 3 * pixel, 3 * pixel + 3);
  writeFileSync(join(folder, 'colour.png'), encodePng({ ...grey, channels: 3, data }));
  expect(await segment(model, 'colour.png', '-o', 'colour')).toMatchObject({ code: 0, stderr: '' });
  const [expected] = decodeImages(bytes('run/predictions.tif'));
  const [actual] = decodeImages(bytes('colour/colour.probability.tif'));
  const far = actual!.data.filter((value, pixel) => Math.abs(value - expected!.data[pixel]!) > 1e-5);
  // 0.299 + 0.587 + 0.114 is 1 up to rounding.
  expect(far).toHaveLength(0);
});

const image = 'held-out/images.tif';
test.each([
  { name: 'a truncated model', words: ['half.safetensors', image], line: /^half\.safetensors: .*truncated/ },
  { name: 'a file that is no model', words: [image, image], line: /^held-out\/images\.tif: / },
  {
    name: 'a checkpoint instead of a model',
    words: ['run/checkpoints/step-000004.safetensors', image],
    line: /^run\/checkpoints\/step-000004\.safetensors: .*/,
  },
  { name: 'a model that is not there', words: ['nowhere.safetensors', image], line: /^nowhere\.safetensors: no such/ },
  { name: 'no image', words: [model], line: /^missing required argument 'images'$/, code: 2 },
  {
    name: 'no folder to write to',
    words: [model, image],
    line: /^required option '-o, --out <dir>' not/,
    code: 2,
    out: [],
  },
  { name: 'images that are not there', words: [model, 'nowhere.tif'], line: /^nowhere\.tif: no such file or folder$/ },
  {
    name: 'an illegal input size',
    words: [model, image, '--input-size', '61'],
    line: /inputSize must be a legal input size \(nearest 60 or 62\), got 61$/,
  },
  {
    name: 'a stride beyond the output',
    words: [model, image, '--input-size', '60', '--stride', '45'],
    line: /stride must be at most the output square, 44 x 44, or pixels are missed, got 45 x 45$/,
  },
  {
    name: 'an unknown backend',
    words: [model, image, '--backend', 'abacus'],
    line: /^--backend must be one of .*, got "abacus"$/,
    code: 2,
  },
  {
    name: 'a file to write to',
    words: [model, image],
    out: ['-o', 'colour.png'],
    line: /^colour\.png\/images\.\w+\.tif: there is a file where a folder is needed$/,
  },
  {
    name: 'an unknown option',
    words: [model, image, '--blnd', 'x'],
    line: /^unknown option '--blnd' \(Did you/,
    code: 2,
  },
  {
    name: 'two images of one name',
    words: [model, 'data/image/0.png', 'data/label/0.png'],
    line: /^data\/label\/0\.png: its output/,
  },
  {
    name: 'an image that is the output, by a link',
    words: [model, 'link/images.tif'],
    out: ['-o', 'link'],
    line: /^link\/images\.probability\.tif: the output must not replace what is read, it is the input link\/images\.tif$/,
  },
])('$name: one line, nothing written', async ({ words, line, code: expected = 1, out = ['-o', 'bad'] }) => {
  writeFileSync(join(folder, 'half.safetensors'), bytes(model).subarray(0, 3000));
  writeFileSync(join(folder, 'colour.png'), 'a file');
  mkdirSync(join(folder, 'link'), { recursive: true });
  if (!fileNames(join(folder, 'link')).length) {
    writeFileSync(join(folder, 'link/images.tif'), bytes(image));
    symlinkSync('images.tif', join(folder, 'link/images.probability.tif'));
  }
  const before = contents(folder);
  const { code, stderr } = await segment(...words, ...out);
  expect(stderr).toMatch(/^unet: [^\n]*\n$/);
  expect(stderr.slice('unet: '.length, -1)).toMatch(line);
  expect(code).toBe(expected);
  expect(contents(folder)).toEqual(before);
});

test('an image of NaN: one line with its place', async () => {
  const nan = { ...flatImage(64, Number.NaN), bitDepth: 32, format: 'float' } as const;
  writeFileSync(join(folder, 'nan.tif'), encodeTiff([nan]));
  const { code, stderr } = await segment(model, 'nan.tif', '-o', 'bad');
  expect(stderr).toBe('unet: nan.tif: value NaN is not a finite float32 at row 0, column 0\n');
  expect(code).toBe(1);
});

test('an output that another process writes is refused; what a killed one left of it goes', async () => {
  const words = [model, 'held-out/images.tif', '-o', 'again', '--write', 'classes'];
  const output = join(folder, 'again', 'images.classes.tif');
  const leftover = `${output}.1b4e28ba-2fa1-41d2-883f-0016d3cca427.tmp`;
  mkdirSync(join(folder, 'again'));
  writeFileSync(leftover, 'half a file');
  const release = await lockFile(output);
  const refused = await segment(...words);
  expect(refused.stderr).toBe(
    `unet: ${join('again', 'images.classes.tif')}: another process (${process.pid}) is writing it\n`,
  );
  expect(fileNames(join(folder, 'again'))).toEqual(['images.classes.tif.1b4e28ba-2fa1-41d2-883f-0016d3cca427.tmp']);
  await release();
  expect((await segment(...words)).code).toBe(0);
  expect(fileNames(join(folder, 'again'))).toEqual(['images.classes.tif']);
});

test('writes what is done before the image is read to its end', async () => {
  const tall = { height: 900, width: 24, channels: 1, data: new Float32Array(900 * 24).fill(0.5) };
  // Only the last row is no image.
  tall.data[900 * 24 - 1] = Number.NaN;
  writeFileSync(
    join(folder, 'tall.tif'),
    encodeTiff([{ ...tall, bitDepth: 32, format: 'float' }], { compression: 'none' }),
  );
  const { stdout, stderr, code } = await segment(model, 'tall.tif', '-o', 'tall', '--input-size', '60');
  expect({ stderr, code }).toEqual({
    stderr: 'unet: tall.tif: value NaN is not a finite float32 at row 899, column 23\n',
    code: 1,
  });
  expect(stdout).not.toContain('segmented');
  expect(fileNames(join(folder, 'tall'))).toEqual([]);
});
