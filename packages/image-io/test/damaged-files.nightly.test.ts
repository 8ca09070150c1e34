import { test } from 'vitest';
import { attempt } from './damage.ts';
import { bytesFromBase64, type FixtureCase } from './fixture-files.ts';
import jpegCases from './fixtures/jpeg.json';
import tiffCases from './fixtures/tiff.json';

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
