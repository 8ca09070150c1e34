import { FileError } from '@unet/files';
import { decodePages, encodePng, encodeTiff, type RawImage } from '@unet/image-io/arrays';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesFromBase64, expectedPages, type FixtureCase } from './fixture-files.ts';
import jpegCases from './fixtures/jpeg.json';
import pngCases from './fixtures/png.json';
import tiffCases from './fixtures/tiff.json';

const formats = [
  { format: 'PNG', cases: pngCases as FixtureCase[] },
  { format: 'TIFF', cases: tiffCases as FixtureCase[] },
  { format: 'JPEG', cases: jpegCases as FixtureCase[] },
];
const files = formats.flatMap(({ cases }) => cases.map(({ file }) => bytesFromBase64(file)));

/** The pages, or the FileError with its one line; any other error fails the test. */
function attempt(bytes: Uint8Array): RawImage[] | FileError {
  try {
    return decodePages(bytes, { maxPixels: 2 ** 16 });
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    expect(error.message).not.toMatch(/[\r\n]/);
    expect(error.message.length).toBeGreaterThan(5);
    return error;
  }
}

describe.each(formats)('$format cut at any byte', ({ format, cases }) => {
  test('is refused', { timeout: 120_000 }, () => {
    for (const fixture of cases) {
      const file = bytesFromBase64(fixture.file);
      const step = file.length > 2000 ? 41 : 1;
      const whole = attempt(file);
      for (let length = 0; length < file.length; length += step) {
        const result = attempt(file.subarray(0, length));
        if (result instanceof FileError) continue;
        // A TIFF may end with bytes that mean nothing: Pillow pads to even lengths, tifffile to multiples of 16.
        expect(format).toBe('TIFF');
        expect(length, fixture.name).toBeGreaterThanOrEqual(file.length - 16);
        expect(result).toEqual(whole);
      }
    }
  });
});

test('what the encoders write is refused when cut at any byte', () => {
  const pages: RawImage[] = [1, 3].map((channels) => ({
    width: 7,
    height: 5,
    channels,
    bitDepth: 16,
    format: 'uint',
    data: Uint16Array.from({ length: 35 * channels }, (_, index) => 1 + index * 1871),
  }));
  const encoded = [
    encodePng(pages[1]!),
    encodeTiff(pages, { compression: 'none' }),
    encodeTiff(pages, { compression: 'deflate' }),
  ];
  for (const file of encoded) {
    expect(attempt(file)).not.toBeInstanceOf(FileError);
    for (let length = 0; length < file.length; length++) {
      expect(attempt(file.subarray(0, length)), `${length} of ${file.length} bytes`).toBeInstanceOf(FileError);
    }
  }
});

test('a PNG with any one byte changed is refused: every chunk has its checksum', () => {
  for (const fixture of pngCases as FixtureCase[]) {
    const file = bytesFromBase64(fixture.file);
    for (let at = 0; at < file.length; at++) {
      const damaged = file.slice();
      damaged[at] = damaged[at]! ^ 0x10;
      expect(attempt(damaged), `${fixture.name}, byte ${at}`).toBeInstanceOf(FileError);
    }
  }
});

test('random changes end in pages or in a FileError, soon', { timeout: 120_000 }, () => {
  const change = fc.tuple(
    fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    fc.integer({ min: 0, max: 255 }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...files), fc.array(change, { minLength: 1, maxLength: 6 }), (file, changes) => {
      const damaged = file.slice();
      for (const [position, value] of changes) damaged[Math.floor(position * damaged.length)] = value;
      const start = performance.now();
      const result = attempt(damaged);
      expect(performance.now() - start).toBeLessThan(20_000);
      if (result instanceof FileError) return;
      for (const { width, height, channels, data } of result) expect(data.length).toBe(width * height * channels);
    }),
    { numRuns: 6000 },
  );
});

test('every single byte of a TIFF or JPEG header set to 0 and to 255 ends in pages or in a FileError', () => {
  for (const fixture of [...tiffCases, ...jpegCases.slice(0, 3)] as FixtureCase[]) {
    const file = bytesFromBase64(fixture.file);
    for (let at = 0; at < Math.min(file.length, 300); at++) {
      for (const value of [0, 255]) {
        const damaged = file.slice();
        damaged[at] = value;
        attempt(damaged);
      }
    }
  }
});

test('random bytes behind each signature end in a FileError', () => {
  const signatures = files.map((file) => file.slice(0, 8));
  fc.assert(
    fc.property(fc.constantFrom(...signatures), fc.uint8Array({ maxLength: 200 }), (signature, rest) => {
      expect(attempt(Uint8Array.of(...signature, ...rest))).toBeInstanceOf(FileError);
    }),
    { numRuns: 2000 },
  );
});

test('the error of a page of a stack names the page', () => {
  const stack = (tiffCases as FixtureCase[]).find(({ name }) => name === 'pillow stack tiff_lzw')!;
  const file = bytesFromBase64(stack.file);
  const whole = expectedPages(stack);
  const hits = new Set<number | undefined>();
  for (let at = 8; at < file.length; at++) {
    const damaged = file.slice();
    damaged[at] = damaged[at]! ^ 0xff;
    const result = attempt(damaged);
    if (result instanceof FileError) hits.add(result.page);
  }
  expect(whole).toHaveLength(3);
  expect([...hits]).toEqual(expect.arrayContaining([0, 1, 2]));
});
