import { FileError } from '@unet/files';
import { decodePages, type RawImage } from '@unet/image-io/arrays';
import { bytesFromBase64, type FixtureCase } from './fixture-files.ts';
import jpegCases from './fixtures/jpeg.json';
import pngCases from './fixtures/png.json';
import tiffCases from './fixtures/tiff.json';
import unusualCases from './fixtures/unusual.json';
import unusualJpegCases from './fixtures/unusual-jpeg.json';

/** All files that others wrote, by their format. */
export const formats: { format: string; cases: FixtureCase[] }[] = [
  { format: 'PNG', cases: pngCases as FixtureCase[] },
  { format: 'TIFF', cases: tiffCases as FixtureCase[] },
  { format: 'JPEG', cases: jpegCases as FixtureCase[] },
];
/** Kinds that few programs write. */
export const unusual: FixtureCase[] = [...unusualCases, ...unusualJpegCases] as FixtureCase[];

export const files: Uint8Array<ArrayBuffer>[] = [...formats.flatMap(({ cases }) => cases), ...unusual].map(({ file }) =>
  bytesFromBase64(file),
);

/** The pages, or the FileError with its one line; any other error fails the test. */
export function attempt(bytes: Uint8Array): RawImage[] | FileError {
  try {
    return decodePages(bytes, { maxPixels: 2 ** 16 });
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    // Not by `expect`, which would take most of the time of some 100,000 files.
    if (/[\r\n]/.test(error.message) || error.message.length <= 5) throw new Error(`no line: "${error.message}"`);
    return error;
  }
}
