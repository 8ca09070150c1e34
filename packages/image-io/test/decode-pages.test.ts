import { decodePages } from '@unet/image-io/arrays';
import { expectAllClose } from '@unet-internal/testing';
import { describe, expect, test } from 'vitest';
import { bytesFromBase64, expectedPages, type FixtureCase } from './fixture-files.ts';
import jpegCases from './fixtures/jpeg.json';
import pngCases from './fixtures/png.json';
import tiffCases from './fixtures/tiff.json';
import unusualCases from './fixtures/unusual.json';
import unusualJpegCases from './fixtures/unusual-jpeg.json';

describe.each([
  { format: 'PNG', cases: pngCases as FixtureCase[] },
  { format: 'TIFF', cases: tiffCases as FixtureCase[] },
  { format: 'TIFF as few write it', cases: unusualCases as FixtureCase[] },
])('decodePages, $format: every value as other software stored it', ({ cases }) => {
  test.each(cases)('$name', (fixture) => {
    const bytes = bytesFromBase64(fixture.file);
    const before = bytes.slice();
    expect(decodePages(bytes)).toEqual(expectedPages(fixture));
    expect(bytes, 'the input is not changed').toEqual(before);
  });

  test('reads a file that lies at an odd offset of a larger buffer', () => {
    for (const fixture of cases) {
      const file = bytesFromBase64(fixture.file);
      const buffer = new Uint8Array(file.length + 8).fill(0xee);
      buffer.set(file, 3);
      expect(decodePages(buffer.subarray(3, 3 + file.length))).toEqual(expectedPages(fixture));
    }
  });
});

describe('decodePages, JPEG: as libjpeg decodes', () => {
  test.each([...jpegCases, ...unusualJpegCases] as FixtureCase[])('$name', (fixture) => {
    const [{ data: actual, ...page }] = decodePages(bytesFromBase64(fixture.file)) as [(typeof expected)[0]];
    const expected = expectedPages(fixture);
    const [{ data, ...expectedPage }] = expected as [(typeof expected)[0]];
    expect(page).toEqual(expectedPage);
    // Decoders differ in the rounding of the inverse cosine transform (ITU-T T.83 allows it) and of the colours.
    expectAllClose(actual, data, { absolute: page.channels === 1 ? 1 : 3 });
  });
});
