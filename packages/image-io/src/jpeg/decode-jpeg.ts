import { FileError } from '@unet/files';
import { decode } from 'jpeg-js';
import { checkSize } from '../decode-limits.ts';
import { upright } from '../orientation.ts';
import type { RawImage } from '../raw-image.ts';
import { readJpegHeader } from './jpeg-header.ts';

/** A block of 8 x 8 pixels takes at least one bit, the shortest code of its mean. */
const largestPixelsPerByte = 64 * 8;

/** No JPEG stream expands by more: every pixel has three bytes at most. */
export const largestJpegRatio: number = 3 * largestPixelsPerByte;

/**
 * Decodes a JPEG file (baseline, extended or progressive Huffman, 8 bits, grey or colour) by jpeg-js, upright by the
 * orientation in its EXIF data. Subsampled colours are repeated, not interpolated.
 * @param colourDifferences whether three components are luma and colour differences; by default what the file says
 */
export function decodeJpeg(bytes: Uint8Array, maxPixels: number, colourDifferences?: boolean): RawImage {
  const header = readJpegHeader(bytes);
  const { width, height, components } = header;
  checkSize(width, height, components, maxPixels);
  if (width * height > bytes.length * largestPixelsPerByte) {
    throw new FileError(`JPEG is too short: ${bytes.length} bytes cannot hold ${height} x ${width} pixels`);
  }
  const decoded = decode(bytes, {
    useTArray: true,
    formatAsRGBA: false,
    colorTransform: colourDifferences ?? header.colourDifferences,
    // Not for damaged files: without it jpeg-js stumbles over restart intervals in grey images.
    tolerantDecoding: true,
    // The limits are ours, above.
    maxResolutionInMP: Number.POSITIVE_INFINITY,
    maxMemoryUsageInMB: Number.POSITIVE_INFINITY,
  });
  const data = components === 1 ? firstOfThree(decoded.data) : decoded.data;
  const stored: RawImage = { width, height, channels: components, bitDepth: 8, format: 'uint', data, alpha: false };
  return upright(stored, header.orientation);
}

/** jpeg-js repeats grey values as red, green and blue. */
function firstOfThree(data: Uint8Array): Uint8Array {
  const grey = new Uint8Array(data.length / 3);
  for (let index = 0; index < grey.length; index++) grey[index] = data[3 * index]!;
  return grey;
}
