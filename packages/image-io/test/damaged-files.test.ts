import { FileError } from '@unet/files';
import { encodePng, encodeTiff, type RawImage } from '@unet/image-io/arrays';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attempt, files, formats } from './damage.ts';
import { bytesFromBase64, expectedPages, type FixtureCase } from './fixture-files.ts';
import pngCases from './fixtures/png.json';
import tiffCases from './fixtures/tiff.json';

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
        expect(format, `${fixture.name} cut after ${length} bytes`).toBe('TIFF');
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

test('a PNG with any one byte changed is refused, or what was changed is not needed: every chunk has its checksum', () => {
  for (const fixture of pngCases as FixtureCase[]) {
    const file = bytesFromBase64(fixture.file);
    const whole = attempt(file);
    for (let at = 0; at < file.length; at++) {
      const damaged = file.slice();
      damaged[at] = damaged[at]! ^ 0x10;
      const read = attempt(damaged);
      if (!(read instanceof FileError)) expect(read, `${fixture.name} with another byte ${at}`).toEqual(whole);
    }
  }
});

test('random changes end in pages or in a FileError, soon', () => {
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
      if (performance.now() - start > 20_000) expect.unreachable('took more than 20 s');
      if (result instanceof FileError) return;
      for (const { width, height, channels, data } of result) expect(data.length).toBe(width * height * channels);
    }),
    { numRuns: 3000 },
  );
});

test('random bytes behind each signature end in a FileError', () => {
  const signatures = files.map((file) => file.slice(0, 8));
  fc.assert(
    fc.property(fc.constantFrom(...signatures), fc.uint8Array({ maxLength: 200 }), (signature, rest) => {
      if (!(attempt(Uint8Array.of(...signature, ...rest)) instanceof FileError)) expect.unreachable('was read');
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
