import { describe, type ImageArray } from '@unet/tensor/arrays';
import { zlibSync } from 'fflate';
import { fromImageArray } from '../from-image-array.ts';
import { checkRawImage, type RawImage } from '../raw-image.ts';
import { crc32 } from './crc32.ts';
import { filterRows } from './filter-rows.ts';
import { pngSignature } from './png-chunks.ts';

/** Options of {@link encodePng}. */
export interface EncodePngOptions {
  /** Bits per sample for an image in [0, 1]; default 8. A {@link RawImage} is written with its own. */
  readonly bitDepth?: 8 | 16;
}

/** Colour type by number of channels (PNG table 11.1). */
const colourTypes: Record<number, number> = { 1: 0, 2: 4, 3: 2, 4: 6 };

/**
 * Encodes a PNG file (W3C Portable Network Graphics): grey or RGB, with or without opacity, 8 or 16 bits, not interlaced.
 * @param image an image in [0, 1] with 1 or 3 channels, clamped and rounded; or file values, written as they are
 * @throws TypeError or RangeError for what PNG cannot hold
 * @example
 * await writeFileAtomic('slice.png', encodePng(image, { bitDepth: 16 }));
 */
export function encodePng(image: RawImage | ImageArray, options: EncodePngOptions = {}): Uint8Array {
  const raw = rawForPng(image, options);
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

function rawForPng(image: RawImage | ImageArray, { bitDepth }: EncodePngOptions): RawImage {
  if (bitDepth !== undefined && bitDepth !== 8 && bitDepth !== 16) {
    throw new RangeError(`encodePng: bitDepth must be 8 or 16, got ${describe(bitDepth)}`);
  }
  if (typeof image === 'object' && image !== null && !('bitDepth' in image)) {
    return fromImageArray(image, bitDepth === undefined ? {} : { bitDepth });
  }
  checkRawImage('encodePng', 'image', image);
  if (image.format !== 'uint' || (image.bitDepth !== 8 && image.bitDepth !== 16)) {
    throw new RangeError(
      `encodePng: image must have 8- or 16-bit unsigned samples, got ${image.bitDepth}-bit ${image.format}`,
    );
  }
  if (bitDepth !== undefined && bitDepth !== image.bitDepth) {
    throw new RangeError(`encodePng: bitDepth must be that of the image, ${image.bitDepth}, got ${bitDepth}`);
  }
  if (colourTypes[image.channels] === undefined) {
    throw new RangeError(`encodePng: image must have 1 to 4 channels, got ${image.channels}`);
  }
  return image;
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
    view.setUint32(end, crc32(bytes, offset + 4, end));
    offset = end + 4;
  }
  return bytes;
}
