import { FileError } from '@unet/files';
import { decodeJpeg } from '../jpeg/decode-jpeg.ts';
import type { TiffPage } from './tiff-page.ts';

/**
 * Decodes a strip or tile that is a JPEG picture (TIFF Technical Note 2): its tables may stand in the page's tags, of which it then needs the
 * quantisation and the codes.
 * @param rows rows that it must have
 */
export function jpegSamples({ segments, jpeg }: TiffPage, bytes: Uint8Array, rows: number): Uint8Array {
  const { width, height, samples } = segments;
  const { tables, colourDifferences } = jpeg;
  const picture = decodeJpeg(
    tables === undefined ? bytes : withTables(tables, bytes),
    width * height,
    colourDifferences,
  );
  if (picture.width !== width || picture.height < rows || picture.channels !== samples) {
    const got = `${picture.height} x ${picture.width} pixels of ${picture.channels} samples`;
    throw new FileError(`damaged TIFF: a JPEG strip or tile must have ${rows} x ${width} of ${samples}, got ${got}`);
  }
  return picture.data as Uint8Array;
}

/** Both begin with a marker of two bytes; the tables end with one. */
function withTables(tables: Uint8Array, bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array(tables.length - 4 + bytes.length);
  whole.set(tables.subarray(0, -2));
  whole.set(bytes.subarray(2), tables.length - 2);
  return whole;
}
