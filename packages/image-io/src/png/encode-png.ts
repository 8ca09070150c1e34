import { crc32 } from '@foxglove/crc';
import { checkOptions, describe } from '@unet/tensor/internal';
import { zlibSync } from 'fflate';
import { type Encodable, pageOf } from '../encodable.ts';
import { checkSpread } from '../from-label-array.ts';
import { asShown, type RawImage } from '../raw-image.ts';
import { filterRows } from './filter-rows.ts';
import { pngSignature } from './png-chunks.ts';

/** Options of `encodePng`. */
export interface EncodePngOptions {
  /** Bits per sample for an image in [0, 1]; default 8. A {@link RawImage} is written with its own. */
  readonly bitDepth?: 8 | 16;
  /**
   * Of a label: spread the classes 0 to `classes` - 1 over 0 to 255, so that people can see them. By default its values are written as
   * they are, in 8 bits where they fit, otherwise 16.
   */
  readonly classes?: number;
}

/** Colour type by number of channels (PNG table 11.1). */
const colourTypes: Record<number, number> = { 1: 0, 2: 4, 3: 2, 4: 6 };

/**
 * Encodes a PNG file (W3C Portable Network Graphics): grey or RGB, with or without opacity, 8 or 16 bits, not interlaced.
 * @param image an image in [0, 1] with 1 or 3 channels, clamped and rounded; a label; or file values, written as they are
 * @throws TypeError or RangeError for what PNG cannot hold, NaN among it
 * @example
 * await writeFileAtomic('slice.png', encodePng(image, { bitDepth: 16 }));
 * await writeFileAtomic('mask.png', encodePng(label, { classes: 2 })); // black and white
 */
export function encodePng(image: Encodable, options: EncodePngOptions = {}): Uint8Array {
  checkOptions('encodePng', options, { bitDepth: true, classes: true });
  return pngFile('encodePng', 'image', image, options);
}

/** {@link encodePng} for whatever function and argument messages are to name. */
export function pngFile(where: string, argument: string, image: Encodable, options: EncodePngOptions): Uint8Array {
  const raw = pageForPng(where, argument, image, options);
  const { width, height, bitDepth, channels } = raw;
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  header.setUint8(8, bitDepth);
  header.setUint8(9, colourTypes[channels]!);
  const rowBytes = (width * channels * bitDepth) / 8;
  const rows = filterRows(bigEndianBytes(raw), rowBytes, (channels * bitDepth) / 8);
  const chunks: [type: string, data: Uint8Array][] = [
    ['IHDR', new Uint8Array(header.buffer)],
    ['IDAT', zlibSync(rows)],
    ['IEND', new Uint8Array()],
  ];
  return joinChunks(chunks);
}

function pageForPng(where: string, argument: string, image: Encodable, options: EncodePngOptions): RawImage {
  const { bitDepth, classes } = options;
  if (bitDepth !== undefined && bitDepth !== 8 && bitDepth !== 16) {
    throw new RangeError(`${where}: bitDepth must be 8 or 16, got ${describe(bitDepth)}`);
  }
  checkSpread(where, classes);
  const page = pageOf(where, argument, image, { bitDepth: bitDepth ?? 8, classes });
  if (page.format !== 'uint' || (page.bitDepth !== 8 && page.bitDepth !== 16)) {
    const problem =
      'bitDepth' in image
        ? `have 8- or 16-bit unsigned samples, got ${page.bitDepth}-bit ${page.format}`
        : 'hold values up to 65535, for PNG has no more than 16 bits';
    throw new RangeError(`${where}: ${argument} must ${problem}`);
  }
  if ('bitDepth' in image && bitDepth !== undefined && bitDepth !== page.bitDepth) {
    throw new RangeError(`${where}: bitDepth must be that of the image, ${page.bitDepth}, got ${bitDepth}`);
  }
  if (colourTypes[page.channels] === undefined) {
    throw new RangeError(`${where}: ${argument} must have 1 to 4 channels, got ${page.channels}`);
  }
  // PNG has no grey of which 0 is white.
  return asShown(page);
}

function bigEndianBytes({ data, bitDepth }: RawImage): Uint8Array {
  if (bitDepth === 8) return data as Uint8Array;
  const bytes = new Uint8Array(2 * data.length);
  for (let index = 0; index < data.length; index++) {
    bytes[2 * index] = data[index]! >> 8;
    bytes[2 * index + 1] = data[index]! & 0xff;
  }
  return bytes;
}

function joinChunks(chunks: readonly [type: string, data: Uint8Array][]): Uint8Array {
  const length = chunks.reduce((sum, [, data]) => sum + 12 + data.length, pngSignature.length);
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  bytes.set(pngSignature);
  let offset = pngSignature.length;
  for (const [type, data] of chunks) {
    const end = offset + 8 + data.length;
    view.setUint32(offset, data.length);
    for (let index = 0; index < 4; index++) bytes[offset + 4 + index] = type.charCodeAt(index);
    bytes.set(data, offset + 8);
    view.setUint32(end, crc32(bytes.subarray(offset + 4, end)));
    offset = end + 4;
  }
  return bytes;
}
