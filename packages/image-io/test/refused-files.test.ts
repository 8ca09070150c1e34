import { FileError } from '@unet/files';
import { decodeImages, decodePages, encodePng } from '@unet/image-io/arrays';
import { createRandom } from '@unet/tensor/arrays';
import { zlibSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { bytesFromBase64, type FixtureCase } from './fixture-files.ts';
import jpegCases from './fixtures/jpeg.json';
import { pngFile, pngHeader, type Tag, tiffFile } from './hand-made-files.ts';

function messageOf(bytes: Uint8Array, options = {}): string {
  try {
    decodePages(bytes, options);
  } catch (error) {
    if (error instanceof FileError) return error.message;
    throw error;
  }
  return 'decoded';
}

/** A grey image of 2 x 3 pixels of 8 bits, uncompressed, with some tags changed. */
function smallTiff(changes: Tag[] = [], data: Uint8Array = Uint8Array.of(1, 2, 3, 4, 5, 6)): Uint8Array {
  const tags = new Map<number, number[]>([
    [256, [3]],
    [257, [2]],
    [258, [8]],
    [259, [1]],
    [262, [1]],
    [273, [8]],
    [279, [data.length]],
  ]);
  for (const [tag, values] of changes) tags.set(tag, values);
  return tiffFile([...tags], data);
}

function jpegOfSize(height: number, width: number): Uint8Array {
  const file = bytesFromBase64((jpegCases[0] as FixtureCase).file);
  const frame = file.findIndex((byte, index) => byte === 0xff && file[index + 1] === 0xc0);
  const view = new DataView(file.buffer);
  view.setUint16(frame + 5, height);
  view.setUint16(frame + 7, width);
  return file;
}

describe('sizes', () => {
  test.each([
    ['PNG', pngFile([['IHDR', pngHeader(100_000, 100_000, 8, 0)]])],
    [
      'TIFF',
      smallTiff([
        [256, [100_000]],
        [257, [100_000]],
      ]),
    ],
  ])('%s of 100000 x 100000 is refused before anything is decoded', (_, bytes) => {
    expect(messageOf(bytes)).toBe('image is too large: 100000 x 100000 pixels, at most 268435456 are allowed');
  });

  test('JPEG of 60000 x 50000 is refused before anything is decoded', () => {
    expect(messageOf(jpegOfSize(50_000, 60_000))).toBe(
      'image is too large: 50000 x 60000 pixels, at most 268435456 are allowed',
    );
  });

  test('maxPixels is the largest number allowed', () => {
    expect(messageOf(smallTiff(), { maxPixels: 6 })).toBe('decoded');
    expect(messageOf(smallTiff(), { maxPixels: 5 })).toBe('image is too large: 2 x 3 pixels, at most 5 are allowed');
    expect(() => decodePages(smallTiff(), { maxPixels: 0 })).toThrow(
      new RangeError('decodePages: maxPixels must be a number >= 1, got 0'),
    );
    expect(() => decodePages(smallTiff(), { maxPixels: Number.NaN })).toThrow(RangeError);
    expect(() => decodePages(smallTiff(), { maxPixels: '9' as never })).toThrow(RangeError);
    expect(() => decodePages(smallTiff(), { maxPixel: 9 } as never)).toThrow(
      new TypeError('decodePages: options.maxPixel is not an option, only maxPixels'),
    );
  });

  test('a page of very many samples counts as more pixels', () => {
    const tags: Tag[] = [
      [277, [60_000]],
      [256, [100]],
      [257, [200]],
    ];
    expect(messageOf(smallTiff(tags))).toBe(
      'image is too large: 200 x 100 pixels of 60000 samples, at most 268435456 are allowed',
    );
  });

  test('a file too short for its size is refused before memory is taken', () => {
    const data = zlibSync(new Uint8Array(7));
    expect(
      messageOf(
        pngFile([
          ['IHDR', pngHeader(16_000, 16_000, 8, 0)],
          ['IDAT', data],
          ['IEND', []],
        ]),
      ),
    ).toMatch(/^PNG is too short: \d+ bytes cannot hold 16000 x 16000$/);
    expect(messageOf(jpegOfSize(16_000, 16_000))).toMatch(
      /^JPEG is too short: \d+ bytes cannot hold 16000 x 16000 pixels$/,
    );
    for (const compression of [1, 5, 8, 32946, 32773]) {
      expect(
        messageOf(
          smallTiff([
            [256, [16_000]],
            [257, [16_000]],
            [259, [compression]],
          ]),
        ),
      ).toBe('TIFF is too short: its strips or tiles cannot hold 16000 x 16000 pixels');
    }
  });

  test('empty images', () => {
    expect(messageOf(pngFile([['IHDR', pngHeader(0, 4, 8, 0)]]))).toBe('image is empty: 4 x 0 pixels');
    expect(messageOf(smallTiff([[257, [0]]]))).toBe('image is empty: 0 x 3 pixels');
    expect(messageOf(jpegOfSize(0, 5))).toBe('image is empty: 0 x 5 pixels');
  });
});

describe('signatures', () => {
  test.each([
    [[], 'file is empty'],
    [[0x47, 0x49, 0x46, 0x38, 0x39], 'not a PNG, TIFF or JPEG file: it starts with 47 49 46 38'],
    [[0x89], 'not a PNG, TIFF or JPEG file: it starts with 89'],
    [[0x49, 0x49, 42, 0], 'TIFF ends early: its header lies outside the file, which is truncated or damaged'],
    [[0x49, 0x49, 42, 0, 0, 0, 0, 0], 'TIFF has no page'],
    [[0xff, 0xd8, 0xff], 'JPEG ends early: the file is truncated'],
  ])('%j', (bytes, message) => {
    expect(messageOf(Uint8Array.from(bytes))).toBe(message);
  });

  test('anything but bytes is the mistake of the caller', () => {
    expect(() => decodePages('image.png' as unknown as Uint8Array)).toThrow(
      new TypeError('decodePages: bytes must be a Uint8Array, got "image.png"'),
    );
  });
});

describe('PNG', () => {
  const grey = (rows: number[], ...more: [string, ArrayLike<number>][]): Uint8Array =>
    pngFile([['IHDR', pngHeader(4, 2, 8, 0)], ...more, ['IDAT', zlibSync(Uint8Array.from(rows))], ['IEND', []]]);

  test.each([
    ['half a row is missing', grey([0, 9, 9, 9, 9, 0, 9]), 'compressed data is too short: 7 of 10 bytes'],
    ['unknown filter', grey([0, 9, 9, 9, 9, 5, 9, 9, 9, 9]), 'damaged PNG: unknown row filter 5'],
    ['unknown critical chunk', grey([], ['ABCD', [1]]), 'PNG has an unknown critical chunk ABCD'],
    ['no chunk', pngFile([['\0\0\0\0', []]]), 'damaged PNG: no chunk at byte 8'],
    ['no IHDR', pngFile([['IEND', []]]), 'damaged PNG: the first chunk is IEND of 0 bytes, not IHDR of 13'],
    ['no IEND', pngFile([['IHDR', pngHeader(4, 2, 8, 0)]]), 'PNG ends early: the file is truncated'],
    ['bits of no type', pngFile([['IHDR', pngHeader(4, 2, 4, 2)]]), 'damaged PNG: no colour type 2 with 4 bits exists'],
    [
      'compression',
      pngFile([['IHDR', pngHeader(4, 2, 8, 0, 2)]]),
      'damaged PNG: unknown compression 0, filter 0 or interlace method 2',
    ],
    [
      'no palette',
      pngFile([
        ['IHDR', pngHeader(1, 1, 8, 3)],
        ['IDAT', zlibSync(Uint8Array.of(0, 0))],
        ['IEND', []],
      ]),
      'damaged PNG: colours by palette, but no whole palette',
    ],
    [
      'colour outside the palette',
      pngFile([
        ['IHDR', pngHeader(2, 2, 8, 3)],
        ['PLTE', [1, 2, 3]],
        ['IDAT', zlibSync(Uint8Array.of(0, 0, 0, 0, 0, 1))],
        ['IEND', []],
      ]),
      'damaged PNG: colour 1 is not in the palette of 1 at row 1, column 1',
    ],
  ])('%s', (_, bytes, message) => {
    expect(messageOf(bytes)).toBe(message);
  });

  test('a wrong checksum', () => {
    const bytes = grey([0, 1, 2, 3, 4, 0, 5, 6, 7, 8]);
    bytes[bytes.length - 1]! ^= 1;
    expect(messageOf(bytes)).toMatch(/^damaged PNG: wrong checksum of chunk IEND at byte \d+$/);
  });

  test('unknown ancillary chunks are passed over, and bytes behind the end', () => {
    const bytes = grey([0, 1, 2, 3, 4, 0, 5, 6, 7, 8], ['abCd', [1, 2, 3]]);
    const [page] = decodePages(Uint8Array.of(...bytes, 1, 2, 3));
    expect(page!.data).toEqual(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8));
  });

  test('a tie of the Paeth filter goes to the pixel above', () => {
    const rows = zlibSync(Uint8Array.of(0, 10, 6, 4, 2, 0));
    const bytes = pngFile([
      ['IHDR', pngHeader(2, 2, 8, 0)],
      ['IDAT', rows],
      ['IEND', []],
    ]);
    // Left 12, above 6, above left 10: both of the latter are 2 away from 12 + 6 - 10.
    expect(decodePages(bytes)[0]!.data).toEqual(Uint8Array.of(10, 6, 12, 6));
  });

  test('a small file does not inflate without bound', () => {
    const bomb = zlibSync(new Uint8Array(4_000_000));
    const bytes = pngFile([
      ['IHDR', pngHeader(1, 1, 8, 0)],
      ['IDAT', bomb],
      ['IEND', []],
    ]);
    expect(decodePages(bytes)[0]!.data).toEqual(Uint8Array.of(0));
  });

  test('what lies beyond the pixels is not even decompressed: it may be gigabytes', () => {
    const bomb = zlibSync(new Uint8Array(100_000_000), { level: 9 });
    expect(bomb.length).toBeGreaterThan(2 ** 16 + 1000);
    // Whoever reads on finds damage.
    bomb.fill(255, 2 ** 16);
    const bytes = pngFile([
      ['IHDR', pngHeader(1, 1, 8, 0)],
      ['IDAT', bomb],
      ['IEND', []],
    ]);
    expect(decodePages(bytes)[0]!.data).toEqual(Uint8Array.of(0));
  });

  test('a stream of many pieces decodes', () => {
    const random = createRandom(1);
    const values = Uint8Array.from({ length: 300 * 300 }, () => random.integer(256));
    const image = { width: 300, height: 300, channels: 1, bitDepth: 8, format: 'uint', data: values } as const;
    const bytes = encodePng(image);
    expect(bytes.length).toBeGreaterThan(80_000);
    expect(decodePages(bytes)[0]!.data).toEqual(values);
  });
});

describe('TIFF', () => {
  test('strips that share their bytes would let a small file claim all memory', () => {
    const rows = 1000;
    const strips: Tag[] = [
      [256, [100]],
      [257, [rows]],
      [278, [1]],
      [273, new Array(rows).fill(8)],
      [279, new Array(rows).fill(100)],
    ];
    const bytes = smallTiff(strips, new Uint8Array(100));
    expect(messageOf(bytes)).toBe(`damaged TIFF: its pixels claim 100000 bytes, the whole file has ${bytes.length}`);
  });

  test('the unchanged small file decodes', () => {
    expect(decodePages(smallTiff())[0]!.data).toEqual(Uint8Array.of(1, 2, 3, 4, 5, 6));
  });

  test.each<[string, Tag[], string]>([
    [
      'JPEG 2000 inside',
      [[259, [33003]]],
      'TIFF with compression JPEG 2000 is not supported: save it uncompressed or with LZW or deflate',
    ],
    [
      'some compression',
      [[259, [9]]],
      'TIFF with compression number 9 is not supported: save it uncompressed or with LZW or deflate',
    ],
    ['CMYK', [[262, [5]]], 'TIFF with CMYK is not supported'],
    ['some photometric', [[262, [99]]], 'TIFF with photometric interpretation 99 is not supported'],
    ['24 bits', [[258, [24]]], 'TIFF with 24-bit uint samples is not supported'],
    [
      'complex',
      [
        [258, [64]],
        [339, [6]],
      ],
      'TIFF with 64-bit format-6 samples is not supported',
    ],
    ['mixed depth', [[258, [8, 8, 16]]], 'TIFF with channels of different bit depth (8, 8, 16) is not supported'],
    ['no samples', [[277, [0]]], 'damaged TIFF: no samples per pixel'],
    ['RGB of 1 sample', [[262, [2]]], 'damaged TIFF: RGB with fewer than 3 samples per pixel'],
    [
      'predictor 3 of integers',
      [
        [259, [8]],
        [317, [3]],
      ],
      'TIFF with predictor 3 of 8-bit uint samples is not supported',
    ],
    [
      'predictor 2 of 12 bits',
      [
        [259, [8]],
        [317, [2]],
        [258, [12]],
      ],
      'TIFF with predictor 2 of 12-bit uint samples is not supported',
    ],
    ['planar 3', [[284, [3]]], 'damaged TIFF: planar configuration 3'],
    ['no rows in a strip', [[278, [0]]], 'damaged TIFF: strips or tiles of 0 x 3 pixels'],
    ['a strip missing', [[278, [1]]], 'damaged TIFF: 1 of 2 strips or tiles'],
    [
      'a tile without size',
      [
        [322, [0]],
        [323, [0]],
        [324, [8]],
      ],
      'damaged TIFF: strips or tiles of 0 x 0 pixels',
    ],
    [
      'a strip outside',
      [[273, [999]]],
      'TIFF ends early: its pixels lie outside the file, which is truncated or damaged',
    ],
    ['a strip too short', [[279, [5]]], 'TIFF is too short: its strips or tiles cannot hold 2 x 3 pixels'],
    ['no palette', [[262, [3]]], 'damaged TIFF: colours by palette, but no whole palette'],
    ['LZW', [[259, [5]]], 'LZW data is too short: 5 of 6 bytes'],
    ['PackBits', [[259, [32773]]], 'PackBits data is damaged: it ends within a run'],
    ['deflate', [[259, [8]]], 'compressed data is damaged: invalid zlib data'],
  ])('%s', (_, changes, message) => {
    expect(messageOf(smallTiff(changes))).toBe(message);
  });

  test('one of two strips too short', () => {
    const tags: Tag[] = [
      [278, [1]],
      [273, [8, 11]],
      [279, [4, 2]],
    ];
    expect(messageOf(smallTiff(tags))).toBe('pixel data is too short: 2 of 3 bytes');
  });

  test('predictor is passed over where nothing is compressed, sample format "undefined" is unsigned', () => {
    expect(
      decodePages(
        smallTiff([
          [317, [2]],
          [339, [4]],
        ]),
      )[0],
    ).toMatchObject({
      format: 'uint',
      data: Uint8Array.of(1, 2, 3, 4, 5, 6),
    });
  });

  test('missing byte counts follow from the size of one uncompressed strip, and only then', () => {
    const without = (changes: Tag[]): Uint8Array => smallTiff([...changes, [279, []]]);
    expect(decodePages(without([]))[0]!.data).toEqual(Uint8Array.of(1, 2, 3, 4, 5, 6));
    expect(messageOf(without([[259, [8]]]))).toBe('damaged TIFF: no byte counts of strips or tiles');
  });

  test('PackBits: a byte 128 means nothing', () => {
    const data = Uint8Array.of(128, 2, 1, 2, 3, 128, 254, 9);
    expect(decodePages(smallTiff([[259, [32773]]], data))[0]!.data).toEqual(Uint8Array.of(1, 2, 3, 9, 9, 9));
  });

  test('white is zero does not turn opacity round', () => {
    const tags: Tag[] = [
      [257, [1]],
      [262, [0]],
      [277, [2]],
      [338, [2]],
    ];
    expect(decodePages(smallTiff(tags, Uint8Array.of(0, 7, 255, 7, 1, 7)))[0]).toMatchObject({
      alpha: true,
      whiteIsZero: true,
      data: Uint8Array.of(0, 7, 255, 7, 1, 7),
    });
    expect(decodeImages(smallTiff(tags, Uint8Array.of(0, 7, 255, 7, 51, 7)))[0]!.data).toEqual(
      Float32Array.of(1, 0, 1 - Math.fround(0.2)),
    );
  });

  test('a fourth channel beside RGB is opacity though the file does not say so; a second beside grey is not', () => {
    const data = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    const rgb: Tag[] = [
      [256, [2]],
      [257, [1]],
      [262, [2]],
      [277, [4]],
    ];
    expect(decodePages(smallTiff(rgb, data))[0]).toMatchObject({ alpha: true, channels: 4 });
    const grey: Tag[] = [
      [256, [2]],
      [277, [2]],
    ];
    expect(decodePages(smallTiff(grey, data))[0]).toMatchObject({ alpha: false, channels: 2 });
  });

  test('a tag of unknown field type is passed over', () => {
    const bytes = smallTiff([[305, [7]]]);
    const view = new DataView(bytes.buffer);
    const entry = view.getUint32(4, true) + 2 + 12 * 7;
    expect(view.getUint16(entry, true)).toBe(305);
    view.setUint16(entry + 2, 99, true);
    expect(decodePages(bytes)[0]!.data).toEqual(Uint8Array.of(1, 2, 3, 4, 5, 6));
  });

  test('pages that run in a circle', () => {
    const bytes = smallTiff();
    const view = new DataView(bytes.buffer);
    const directory = view.getUint32(4, true);
    view.setUint32(directory + 2 + 12 * view.getUint16(directory, true), directory, true);
    expect(messageOf(bytes)).toBe(`damaged TIFF: the pages run in a circle at byte ${directory}`);
  });

  test('LZW with a code that cannot be', () => {
    // 9 bits each: clear (256), then 300.
    const data = Uint8Array.of(0b10000000, 0b01001011, 0b00000000);
    expect(
      messageOf(
        smallTiff(
          [
            [259, [5]],
            [279, [3]],
          ],
          data,
        ),
      ),
    ).toBe('LZW data is damaged: unknown code 300');
  });
});

describe('JPEG', () => {
  const file = bytesFromBase64((jpegCases[0] as FixtureCase).file);
  const frame = file.findIndex((byte, index) => byte === 0xff && file[index + 1] === 0xc0);
  const changed = (at: number, value: number): Uint8Array => file.with(frame + at, value);

  test.each([
    ['lossless', changed(1, 0xc3), 'JPEG with lossless or arithmetic coding (marker ffc3) is not supported'],
    ['unknown marker', changed(1, 0x02), `damaged JPEG: unexpected marker ff02 at byte ${frame}`],
    ['no marker', changed(0, 0), `damaged JPEG: no marker at byte ${frame}`],
    ['12 bits', changed(4, 12), 'JPEG of 12 bits is not supported'],
    ['frame header', changed(9, 3), 'damaged JPEG: wrong length of the frame header'],
    ['sampling factors', changed(11, 0x50), 'damaged JPEG: sampling factors 5 x 0'],
    ['segment length', file.with(4, 0).with(5, 1), 'damaged JPEG: segment of length 1 at byte 2'],
    ['no image', Uint8Array.of(0xff, 0xd8, 0xff, 0xff, 0xd9), 'damaged JPEG: it holds no image'],
    [
      'two frames',
      Uint8Array.of(...file.subarray(0, frame + 13), ...file.subarray(frame)),
      'JPEG of several frames is not supported',
    ],
    [
      'CMYK',
      Uint8Array.of(0xff, 0xd8, 0xff, 0xc0, 0, 20, 8, 0, 1, 0, 1, 4, 1, 17, 0, 2, 17, 0, 3, 17, 0, 4, 17, 0),
      'JPEG of 4 colour components (such as CMYK) is not supported',
    ],
  ])('%s', (_, bytes, message) => {
    expect(messageOf(bytes)).toBe(message);
  });

  test('fill bytes before a marker and bytes behind the end do no harm', () => {
    const expected = decodePages(file);
    const end = file.length - 2;
    expect(decodePages(Uint8Array.of(...file.subarray(0, frame), 0xff, 0xff, ...file.subarray(frame)))).toEqual(
      expected,
    );
    expect(decodePages(Uint8Array.of(...file.subarray(0, end), 0xff, ...file.subarray(end)))).toEqual(expected);
    expect(decodePages(Uint8Array.of(...file, ...file, 1, 2, 3))).toEqual(expected);
  });

  test('JFIF means luma and colour differences, whatever the components are called', () => {
    const { file: text } = (jpegCases as FixtureCase[]).find(({ name }) => name === 'colour')!;
    const colour = bytesFromBase64(text);
    const named = colour.slice();
    const frameAt = named.findIndex((byte, index) => byte === 0xff && named[index + 1] === 0xc0);
    const scanAt = named.findIndex((byte, index) => byte === 0xff && named[index + 1] === 0xda);
    for (const [index, letter] of [...'RGB'].entries()) {
      named[frameAt + 10 + 3 * index] = letter.charCodeAt(0);
      named[scanAt + 5 + 2 * index] = letter.charCodeAt(0);
    }
    expect(decodePages(named)).toEqual(decodePages(colour));
  });

  test('what jpeg-js throws becomes one line with the cause kept', () => {
    // Without its Huffman tables the scan cannot be read.
    const tables = file.findIndex((byte, index) => byte === 0xff && file[index + 1] === 0xc4);
    const bytes = file.with(tables + 1, 0xfe);
    expect(() => decodePages(bytes)).toThrow(/^damaged JPEG: /);
    expect(() => decodePages(bytes)).toThrow(
      expect.objectContaining({ name: 'FileError', cause: expect.any(Error) }) as unknown as Error,
    );
  });
});
