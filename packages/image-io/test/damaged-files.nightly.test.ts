import { createRandom } from '@unet/tensor/arrays';
import { expect, test } from 'vitest';
import { attempt, files, unusual } from './damage.ts';
import { bytesFromBase64, type FixtureCase } from './fixture-files.ts';
import jpegCases from './fixtures/jpeg.json';
import tiffCases from './fixtures/tiff.json';

test('every single byte of a TIFF or JPEG header set to 0 and to 255 ends in pages or in a FileError', () => {
  for (const fixture of [...tiffCases, ...jpegCases.slice(0, 3), ...unusual] as FixtureCase[]) {
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

test('unusual files cut at any byte end in pages or in a FileError', () => {
  for (const fixture of unusual) {
    const file = bytesFromBase64(fixture.file);
    for (let length = 0; length < file.length; length += 7) attempt(file.subarray(0, length));
  }
});

test('2000 files of all kinds with up to 20 bytes changed end in pages or in a FileError, none after long', {
  timeout: 600_000,
}, () => {
  const random = createRandom('mutations');
  let longest = 0;
  for (let index = 0; index < 2000; index++) {
    const damaged = files[random.integer(files.length)]!.slice();
    const changes = 1 + random.integer(20);
    for (let change = 0; change < changes; change++) damaged[random.integer(damaged.length)] = random.integer(256);
    const start = performance.now();
    attempt(damaged);
    longest = Math.max(longest, performance.now() - start);
  }
  expect(longest).toBeLessThan(10_000);
});
