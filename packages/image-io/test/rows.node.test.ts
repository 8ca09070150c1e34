import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodePages, encodeTiff, type RawImage, toImageArray } from '@unet/image-io/arrays';
import { openImageFile, openTiffFile, type TiffPageHeader } from '@unet/image-io/node';
import { createRandom, type ImageArray } from '@unet/tensor/arrays';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bytesFromBase64, type FixtureCase } from './fixture-files.ts';
import jpeg from './fixtures/jpeg.json';
import png from './fixtures/png.json';
import tiff from './fixtures/tiff.json';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'image-io-rows-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function write(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

/** The whole page, read in bands of so many rows. */
function inBands(page: { height: number; readRows(row: number, count: number): ImageArray }, rows: number): number[] {
  const values: number[] = [];
  for (let row = 0; row < page.height; row += rows) {
    values.push(...page.readRows(row, Math.min(rows, page.height - row)).data);
  }
  return values;
}

const imagesOf = (bytes: Uint8Array): ImageArray[] | string => {
  try {
    return decodePages(bytes).map((page) => toImageArray(page));
  } catch (error) {
    return (error as Error).message;
  }
};

describe('openImageFile', () => {
  const cases = [...png, ...tiff, ...jpeg] as FixtureCase[];
  test.each(cases)('reads $name by rows as it is read whole', async ({ file }) => {
    const bytes = bytesFromBase64(file);
    const path = await write('case.bin', bytes);
    const whole = imagesOf(bytes);
    if (typeof whole === 'string') {
      const reading = openImageFile(path).then((opened) => opened.pages.map((page) => inBands(page, page.height)));
      await expect(reading).rejects.toThrow(whole);
      return;
    }
    const opened = await openImageFile(path);
    expect(opened.pages.map(({ height, width, channels }) => [height, width, channels])).toEqual(
      whole.map(({ height, width, channels }) => [height, width, channels]),
    );
    for (const [index, page] of opened.pages.entries()) {
      for (const rows of [1, 3, page.height]) expect(inBands(page, rows)).toEqual([...whole[index]!.data]);
      // Not in order either.
      const last = page.readRows(page.height - 1, 1).data;
      expect([...page.readRows(0, 1).data, ...last]).toEqual([
        ...whole[index]!.data.subarray(0, last.length),
        ...whole[index]!.data.subarray(whole[index]!.data.length - last.length),
      ]);
    }
    opened.close();
  });

  test('names file, page and place of what is wrong, and makes grey of colours', async () => {
    const grey = { height: 3, width: 2, channels: 1, data: Float32Array.of(0, 0, 0, 0, 0, Number.NaN) };
    const raw: RawImage = { ...grey, bitDepth: 32, format: 'float' };
    const rgb = { height: 1, width: 1, channels: 3, data: Float32Array.of(1, 0, 0) };
    const opened = await openImageFile(await write('two.tif', encodeTiff([rgb, raw])), { channels: 1 });
    expect(opened.pages.map(({ name, channels }) => [name, channels])).toEqual([
      ['two-0', 1],
      ['two-1', 1],
    ]);
    expect(opened.pages[0]!.readRows(0, 1).data[0]).toBeCloseTo(0.299);
    expect(() => opened.pages[1]!.readRows(1, 2)).toThrow(
      `${folder}/two.tif: page 1: value NaN is not a finite float32 at row 2, column 1`,
    );
    expect(() => opened.pages[0]!.readRows(0, 2)).toThrow('rows must lie within the 1 of the page, got 2 from 0');
    opened.close();
    await expect(openImageFile(join(folder, 'none.tif'))).rejects.toThrow('none.tif: no such file or folder');
    await expect(openImageFile(folder)).rejects.toThrow(`${folder}: is a folder, not a file`);
  });

  test('takes a TIFF of any size, and refuses a band that is larger than what may be held', async () => {
    const image = { height: 40, width: 10, channels: 1, data: new Float32Array(400).fill(0.5) };
    const path = await write('strip.tif', encodeTiff([image]));
    await expect(openImageFile(path, { maxPixels: 399 })).rejects.toThrow(
      `${path}: image is too large: 40 x 10 pixels, at most 399 are allowed`,
    );
    const plain = await write('plain.tif', encodeTiff([image], { compression: 'none' }));
    const opened = await openImageFile(plain, { maxPixels: 10 });
    expect(opened.pages[0]!.readRows(39, 1).data).toEqual(new Float32Array(10).fill(0.5));
    opened.close();
  });

  test('a file that becomes shorter while it is read is one line', async () => {
    const image = { height: 8, width: 8, channels: 1, data: new Float32Array(64) };
    const path = await write('shorter.tif', encodeTiff([image], { compression: 'none' }));
    const opened = await openImageFile(path);
    await writeFile(path, new Uint8Array(20));
    expect(() => opened.pages[0]!.readRows(4, 2)).toThrow(`${path}: file became shorter while it was read`);
    opened.close();
  });
});

describe('openTiffFile', () => {
  const random = createRandom(3);
  const pages: RawImage[] = [
    page({ width: 7, height: 5, channels: 1, bitDepth: 32, format: 'float' }),
    page({ width: 301, height: 130, channels: 1, bitDepth: 16, format: 'uint' }),
    page({ width: 3, height: 2, channels: 3, bitDepth: 8, format: 'uint' }),
    page({ width: 2, height: 2, channels: 1, bitDepth: 64, format: 'float' }),
  ];

  function page(header: TiffPageHeader): RawImage {
    const { width, height, channels, bitDepth, format } = header;
    const values = Array.from({ length: width * height * channels }, () => Math.floor(random.uniform(0, 256)));
    const type = { 8: Uint8Array, 16: Uint16Array, 32: Float32Array, 64: Float64Array }[bitDepth]!;
    return { ...header, format, data: type.from(values) };
  }

  test.each([
    { compression: 'deflate' as const, bigTiff: false },
    { compression: 'deflate' as const, bigTiff: true },
    { compression: 'none' as const, bigTiff: true },
    { compression: 'none' as const, bigTiff: false },
  ])('what is written by rows is read back ($compression, BigTIFF $bigTiff)', async (options) => {
    const path = join(folder, 'rows.tif');
    const file = await openTiffFile(path, pages, options);
    for (const { data, width, height, channels } of pages) {
      for (let row = 0; row < height; row += 4) {
        await file.writeRows(data.subarray(row * width * channels, Math.min(row + 4, height) * width * channels));
      }
    }
    await file.commit();
    const bytes = await readFile(path);
    expect(bytes[2]).toBe(options.bigTiff ? 43 : 42);
    const read = decodePages(bytes);
    expect(read.map(({ data }) => data)).toEqual(pages.map(({ data }) => data));
    // The same tags as those of a file that is written at once.
    if (options.compression === 'none' && !options.bigTiff) {
      expect(Buffer.compare(bytes, encodeTiff(pages, { compression: 'none' }))).toBe(0);
    }
  });

  test('is a BigTIFF where pixels could pass 4 GiB', async () => {
    const large = { width: 40_000, height: 30_000, channels: 1, bitDepth: 32, format: 'float' } as const;
    const path = join(folder, 'large.tif');
    const file = await openTiffFile(path, [large]);
    await file.writeRows(new Float32Array(40_000));
    const [temporary] = (await readdir(folder)).filter((name) => name.startsWith('large.tif.'));
    expect((await readFile(join(folder, temporary!)))[2]).toBe(43);
    await file.abandon();
    expect((await readdir(folder)).filter((name) => name.startsWith('large'))).toEqual([]);
  });

  test('refuses rows that are not those of the page, and a file that lacks some', async () => {
    const path = join(folder, 'refused.tif');
    await writeFile(path, 'old');
    const file = await openTiffFile(path, [{ width: 2, height: 2, channels: 1, bitDepth: 8, format: 'uint' }]);
    await expect(file.writeRows(new Uint8Array(3))).rejects.toThrow('whole rows, at most the 2 left, got 1.5');
    await expect(file.writeRows(new Uint8Array(6))).rejects.toThrow('whole rows, at most the 2 left, got 3');
    await expect(file.writeRows(new Float32Array(2))).rejects.toThrow('samples must be a Uint8Array');
    await file.writeRows(new Uint8Array(2));
    await expect(file.commit()).rejects.toThrow('got 1 of 2 of page 0 of 1');
    await file.abandon();
    expect(await readFile(path, 'utf8')).toBe('old');
    const bad = { width: 0, height: 2, channels: 1, bitDepth: 8, format: 'uint' } as const;
    await expect(openTiffFile(path, [bad])).rejects.toThrow('openTiffFile: pages[0].width must be');
    await expect(openTiffFile(path, [{ ...bad, width: 1, bitDepth: 4 }])).rejects.toThrow('4-bit uint samples');
  });
});
