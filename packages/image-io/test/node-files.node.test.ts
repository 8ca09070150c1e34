import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileError } from '@unet/files';
import {
  decodePages,
  encodePng,
  encodeTiff,
  fromImageArray,
  fromLabelArray,
  toLabelArray,
} from '@unet/image-io/arrays';
import { readImages, readLabelledSlices, writeImages } from '@unet/image-io/node';
import type { ImageArray, LabelArray } from '@unet/tensor/arrays';
import { describe as describeValue } from '@unet/tensor/internal';
import { randomImage } from '@unet-internal/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'image-io-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** The message of the FileError, in which `folder` is written as $. */
async function refusal(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => 'nothing was thrown',
    (thrown) => thrown,
  );
  if (!(error instanceof FileError)) throw error;
  expect(error.message).not.toMatch(/[\r\n]/);
  expect(error.file).toContain(folder);
  expect(error.message.startsWith(error.file!)).toBe(true);
  return error.message.replaceAll(folder, '$');
}

/** An image that 8 bits hold exactly, all of one value. */
function flat(value: number, height = 2, width = 3, channels = 1): ImageArray {
  return { height, width, channels, data: new Float32Array(height * width * channels).fill(Math.fround(value / 255)) };
}

function label(height = 2, width = 3): LabelArray {
  return { height, width, data: Int32Array.from({ length: height * width }, (_, index) => index % 2) };
}

const mask = (height = 2, width = 3): Uint8Array => encodePng(fromLabelArray(label(height, width), { classes: 2 }));

async function write(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, bytes);
  return path;
}

describe('readImages', () => {
  test('one file of each format, told by its bytes and not by its name', async () => {
    const png = await write('a.jpg', encodePng(flat(7)));
    const tiff = await write('b.c.png', encodeTiff([flat(9)]));
    expect(await readImages(png)).toEqual([{ name: 'a', image: flat(7) }]);
    expect(await readImages(tiff)).toEqual([{ name: 'b.c', image: flat(9) }]);
  });

  test('the pages of a stack by number, written so that they sort', async () => {
    const pages = Array.from({ length: 11 }, (_, page) => flat(page));
    const images = await readImages(await write('volume.tif', encodeTiff(pages)));
    expect(images.map(({ image }) => image)).toEqual(pages);
    expect(images.map(({ name }) => name)).toEqual(
      Array.from({ length: 11 }, (_, page) => `volume-${page}`.replace(/-(\d)$/, '-0$1')),
    );
  });

  test('a folder in natural order; other files, hidden files and folders are passed over', async () => {
    for (const name of ['10.png', '2.PNG', '1.tif', 'slice 9.png']) await write(name, encodePng(flat(name.length)));
    await write('stack.tiff', encodeTiff([flat(1), flat(2)]));
    await write('notes.txt', new Uint8Array(3));
    await write('.hidden.png', new Uint8Array(3));
    await mkdir(join(folder, '3.png'));
    const images = await readImages(folder);
    expect(images.map(({ name }) => name)).toEqual(['1', '2', '10', 'slice 9', 'stack-0', 'stack-1']);
    expect(images[2]!.image).toEqual(flat('10.png'.length));
  });

  test('channels are converted', async () => {
    const path = await write('rgb.png', encodePng(flat(51, 2, 3, 3)));
    expect(await readImages(path, { channels: 1 })).toEqual([{ name: 'rgb', image: flat(51) }]);
  });

  test('what is wrong names the file', async () => {
    const nan = flat(3);
    const raw = { ...fromImageArray(nan, { bitDepth: 32 }), data: Float32Array.of(0, 0, 0, 0, Number.NaN, 0) };
    const stack = await write('nan.tif', encodeTiff([nan, raw]));
    expect(await refusal(readImages(stack))).toBe(
      '$/nan.tif: page 1: value NaN is not a finite float32 at row 1, column 1',
    );
    expect(await refusal(readImages(join(folder, 'none.png')))).toBe('$/none.png: no such file or folder');
    await mkdir(join(folder, 'empty'));
    expect(await refusal(readImages(join(folder, 'empty')))).toBe(
      '$/empty: folder holds no image (.png, .tif, .tiff, .jpg, .jpeg)',
    );
    expect(await refusal(readImages(await write('text.png', Buffer.from('hello'))))).toBe(
      '$/text.png: not a PNG, TIFF or JPEG file: it starts with 68 65 6c 6c',
    );
    expect(await refusal(readImages(await write('nothing.png', new Uint8Array())))).toBe(
      '$/nothing.png: file is empty',
    );
    expect(await refusal(readImages(await write('cut.png', encodePng(flat(1)).subarray(0, 50))))).toBe(
      '$/cut.png: PNG ends early: the file is truncated',
    );
    expect(await refusal(readImages(await write('large.png', encodePng(flat(1))), { maxPixels: 5 }))).toBe(
      '$/large.png: image is too large: 2 x 3 pixels, at most 5 are allowed',
    );
    expect(await refusal(readImages(join(stack, 'below.png')))).toBe(
      '$/nan.tif/below.png: there is a file where a folder is needed',
    );
    await symlink(join(folder, 'loop.png'), join(folder, 'loop.png'));
    expect(await refusal(readImages(join(folder, 'loop.png')))).toMatch(/^\$\/loop.png: ELOOP/);
  });

  test('wrong arguments are found before anything is read', async () => {
    const missing = join(folder, 'none.png');
    const cases: [Promise<unknown>, Error][] = [
      [readImages(5 as never), new TypeError('readImages: path must be a string, got 5')],
      [readImages(missing, { channels: 2 as 1 }), new RangeError('readImages: channels must be 1 or 3, got 2')],
      [readImages(missing, { maxPixels: 0 }), new RangeError('readImages: maxPixels must be a number >= 1, got 0')],
      [
        readImages(missing, { channel: 1 } as never),
        new TypeError('readImages: options.channel is not an option, only maxPixels, channels, scaling'),
      ],
      [
        readLabelledSlices({ directory: missing }, { class: 3 } as never),
        new TypeError(
          'readLabelledSlices: options.class is not an option, only maxPixels, channels, scaling, classes, kind',
        ),
      ],
      [
        readLabelledSlices({ directory: missing }, { classes: 1 }),
        new RangeError('readLabelledSlices: classes must be an integer >= 2, got 1'),
      ],
      [
        readLabelledSlices({ directory: missing }, { kind: 'cells' as 'classes' }),
        new RangeError('readLabelledSlices: kind must be "classes" or "instances", got "cells"'),
      ],
      [
        readLabelledSlices(missing as never),
        new TypeError(
          `readLabelledSlices: source must be { directory } or { images, labels }, got ${describeValue(missing)}`,
        ),
      ],
    ];
    for (const [work, error] of cases) await expect(work).rejects.toThrow(error);
  });

  test('two images of one name', async () => {
    await write('twice/1.png', encodePng(flat(1)));
    await write('twice/1.tif', encodeTiff([flat(1)]));
    expect(await refusal(readImages(join(folder, 'twice')))).toBe('$/twice/1.tif: has the same name as $/twice/1.png');
  });
});

describe('readLabelledSlices', () => {
  async function writePairs(names: string[], images = 'image', labels = 'label'): Promise<void> {
    for (const [index, name] of names.entries()) {
      await write(`${images}/${name}.png`, encodePng(flat(index)));
      await write(`${labels}/${name}.tif`, encodeTiff([fromLabelArray(label(), { classes: 2 })]));
    }
  }

  test('pairs image/ and label/ by name without extension, in natural order', async () => {
    await writePairs(['1', '10', '2']);
    const slices = await readLabelledSlices({ directory: folder });
    expect(slices).toEqual([
      { name: '1', image: flat(0), label: label() },
      { name: '2', image: flat(2), label: label() },
      { name: '10', image: flat(1), label: label() },
    ]);
  });

  test('pairs two folders of any name', async () => {
    await writePairs(['7', '8'], 'x', 'y');
    const slices = await readLabelledSlices({ images: join(folder, 'x'), labels: join(folder, 'y') });
    expect(slices.map(({ name }) => name)).toEqual(['7', '8']);
  });

  test('pairs two stacks by page, as files or as the only files of two folders', async () => {
    const masks = encodeTiff([fromLabelArray(label()), fromLabelArray({ ...label(), data: new Int32Array(6) })]);
    const labels = await write('label/train-labels.tif', masks);
    const images = await write('image/train-volume.tif', encodeTiff([flat(1), flat(2)]));
    const expected = [
      { name: 'train-volume-0', image: flat(1), label: label() },
      { name: 'train-volume-1', image: flat(2), label: { ...label(), data: new Int32Array(6) } },
    ];
    expect(await readLabelledSlices({ images, labels })).toEqual(expected);
    expect(await readLabelledSlices({ directory: folder })).toEqual(expected);
  });

  test('classes, kind and channels are passed on', async () => {
    const images = await write('image.png', encodePng(flat(51, 1, 3, 3)));
    const numbers = { height: 1, width: 3, data: Int32Array.of(0, 300, 7) };
    const labels = await write('label.png', encodePng(fromLabelArray(numbers)));
    expect(await readLabelledSlices({ images, labels }, { kind: 'instances', channels: 1 })).toEqual([
      { name: 'image', image: flat(51, 1, 3), label: numbers },
    ]);
    expect(await readLabelledSlices({ images, labels }, { classes: 3, channels: 1 })).toMatchObject([
      { label: { data: Int32Array.of(0, 2, 1) } },
    ]);
  });

  test('what is wrong names the file', async () => {
    const read = (): Promise<string> => refusal(readLabelledSlices({ directory: folder }));
    expect(await read()).toBe('$/image: no such file or folder');
    await writePairs(['1', '2', '3']);
    await rm(join(folder, 'label/3.tif'));
    expect(await read()).toBe('$/image/3.png: image has no label "3" in $/label');
    await rm(join(folder, 'image/3.png'));
    await write('label/9.png', mask());
    expect(await read()).toBe('$/label/9.png: label has no image "9" in $/image');
    await rm(join(folder, 'label/9.png'));
    await write('label/2.tif', mask(3, 2));
    expect(await read()).toBe('$/label/2.tif: label has 3 x 2 pixels, but its image $/image/2.png has 2 x 3');
    const greys = { height: 2, width: 3, data: Int32Array.of(0, 51, 102, 153, 204, 204) };
    await write('label/2.tif', encodePng(fromLabelArray(greys)));
    expect(await read()).toBe('$/label/2.tif: label has 5 grey values (0, 51, 102, ...), expected 2');
    await write('label/2.tif', encodeTiff([fromLabelArray(label()), fromLabelArray(label())]));
    expect(await read()).toBe('$/label/2.tif: has 2 pages, but $/image/2.png has 1');
    await write('label/2.tif', mask());
    await write('image/2.png', encodePng(flat(2, 2, 3, 3)));
    expect(await read()).toBe('$/image/2.png: image 2 has 3 channels, but 1 has 1: choose with the option channels');
    await rm(join(folder, 'label'), { recursive: true });
    await mkdir(join(folder, 'label'));
    expect(await read()).toBe('$/label: folder holds no image (.png, .tif, .tiff, .jpg, .jpeg)');
    const labels = await write('label.tif', mask());
    expect(await refusal(readLabelledSlices({ images: join(folder, 'image'), labels }))).toBe(
      '$/label.tif: is a file, but $/image is a folder: give two files or two folders',
    );
    await expect(readLabelledSlices({ images: folder } as unknown as { directory: string })).rejects.toThrow(
      new TypeError('readLabelledSlices: source must be { directory } or { images, labels }, got { images }'),
    );
  });

  test('different sizes on a page of two stacks', async () => {
    const images = await write('volume.tif', encodeTiff([flat(1), flat(2)]));
    const labels = await write('labels.tif', encodeTiff([fromLabelArray(label()), fromLabelArray(label(2, 2))]));
    expect(await refusal(readLabelledSlices({ images, labels }))).toBe(
      '$/labels.tif: page 1: label has 2 x 2 pixels, but its image $/volume.tif has 2 x 3',
    );
  });
});

describe('writeImages', () => {
  const images = [
    { name: 'b', image: randomImage(4, 3, 1, 'b') },
    { name: 'a', image: randomImage(4, 3, 1, 'a') },
  ];

  test('a stack, exact by default', async () => {
    const path = join(folder, 'new/folder/stack.TIF');
    expect(await writeImages(path, images)).toEqual([path]);
    const read = await readImages(path);
    expect(read.map(({ image }) => image)).toEqual(images.map(({ image }) => image));
  });

  test('a folder of PNG files that readImages reads', async () => {
    const path = join(folder, 'masks');
    const labels = ['1', '2'].map((name) => ({ name, image: fromLabelArray(label(), { classes: 2 }) }));
    expect(await writeImages(path, labels)).toEqual([join(path, '1.png'), join(path, '2.png')]);
    expect(toLabelArray(decodePages(await readFile(join(path, '2.png')))[0]!)).toEqual(label());
  });

  test('one PNG, with 16 bits', async () => {
    const path = join(folder, 'one.png');
    expect(await writeImages(path, images.slice(0, 1), { bitDepth: 16 })).toEqual([path]);
    expect(decodePages(await readFile(path))[0]).toMatchObject({ bitDepth: 16, width: 3, height: 4 });
  });

  test('labels as they are, or as masks that people can see', async () => {
    const labels = [{ name: '1', image: label() }];
    await writeImages(join(folder, 'as-they-are'), labels);
    await writeImages(join(folder, 'masks.tif'), labels, { classes: 2 });
    expect(decodePages(await readFile(join(folder, 'as-they-are/1.png')))[0]!.data).toEqual(
      Uint8Array.of(0, 1, 0, 1, 0, 1),
    );
    expect(decodePages(await readFile(join(folder, 'masks.tif')))[0]!.data).toEqual(
      Uint8Array.of(0, 255, 0, 255, 0, 255),
    );
  });

  test('what cannot be written names the file once', async () => {
    const file = await write('file', new Uint8Array(1));
    expect(await refusal(writeImages(join(file, 'x.png'), images.slice(0, 1)))).toBe(
      '$/file/x.png: there is a file where a folder is needed',
    );
  });

  test('wrong arguments write nothing', async () => {
    const nan = Float32Array.of(Number.NaN);
    const cases: [Promise<unknown>, string][] = [
      [writeImages(join(folder, 'one.png'), images), `images must be one for the path ${folder}/one.png, got 2`],
      [writeImages(folder, images, { bitDepth: 32 }), 'bitDepth must be 8 or 16 for PNG files, got 32'],
      [writeImages(folder, [images[0]!, images[0]!]), 'names must differ, got "b" twice'],
      [
        writeImages(folder, [images[0]!, { ...images[1]!, name: '../a' }]),
        'images[1].name must be a file name without folders, got "../a"',
      ],
      [writeImages(join(folder, 'none.tif'), []), 'images must be at least one for a TIFF file, got none'],
      [
        writeImages(folder, [images[0]!, { name: 'c', image: { height: 1, width: 1, channels: 1, data: nan } }]),
        'images[1].image must be finite, got NaN at row 0, column 0',
      ],
    ];
    for (const [work, message] of cases) await expect(work).rejects.toThrow(new RangeError(`writeImages: ${message}`));
    const wrong: [Promise<unknown>, string][] = [
      [writeImages(undefined as never, images), 'path must be a string, got undefined'],
      [writeImages(folder, images[0] as never), 'images must be a list of { name, image }, got { name, image }'],
      [writeImages(folder, [images[0]!.image as never, 5 as never]), 'images[1] must be { name, image }, got 5'],
      [writeImages(folder, images, { bits: 8 } as never), 'options.bits is not an option, only bitDepth, classes'],
    ];
    for (const [work, message] of wrong) await expect(work).rejects.toThrow(new TypeError(`writeImages: ${message}`));
    expect(await readdir(folder)).toEqual([]);
  });
});
