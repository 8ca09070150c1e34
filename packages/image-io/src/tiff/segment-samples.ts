import { FileError } from '@unet/files';
import { type RawData, type RawImage, rawDataType } from '../raw-image.ts';
import { unpackBits } from '../unpack-bits.ts';
import { halfFloat } from './half-float.ts';
import { machineIsLittleEndian } from './little-endian-bytes.ts';
import { undoDifferences, undoFloatDifferences } from './predictor.ts';
import type { TiffPage } from './tiff-page.ts';

/** Samples as unsigned numbers of their size, whatever they stand for. */
type Words = Uint8Array | Uint16Array | Uint32Array | BigUint64Array;

const wordTypes = { 8: Uint8Array, 16: Uint16Array, 32: Uint32Array, 64: BigUint64Array } as const;

/** The array type in which decoded samples lie, or undefined for those that cannot be decoded. 16-bit floats become 32-bit ones. */
export function sampleType(format: RawImage['format'], bitDepth: number): ReturnType<typeof rawDataType> {
  return format === 'float' && bitDepth === 16 ? Float32Array : rawDataType(format, bitDepth);
}

/**
 * Turns the decompressed bytes of a strip or tile of `rows` rows into samples, without padding at the ends of rows.
 * @throws FileError for a 64-bit integer beyond 2^53
 */
export function segmentSamples(page: TiffPage, bytes: Uint8Array, rows: number, littleEndian: boolean): RawData {
  const { width, samples, rowBytes } = page.segments;
  const { bitDepth, format, predictor } = page;
  const rowLength = width * samples;
  if (!(bitDepth in wordTypes)) {
    const result = new (sampleType(format, bitDepth)!)(rows * rowLength) as Uint8Array | Uint16Array;
    for (let row = 0; row < rows; row++) {
      unpackBits(bytes, row * rowBytes, bitDepth, rowLength, result, row * rowLength);
    }
    return result;
  }
  const words = new wordTypes[bitDepth as keyof typeof wordTypes](rows * rowLength);
  if (predictor === 3) {
    readInto(words, undoFloatDifferences(bytes, rows, width, samples, bitDepth / 8), false);
  } else {
    readInto(words, bytes, littleEndian);
    if (predictor === 2) undoDifferences(words, rows, width, samples);
  }
  return meaningOf(words, format, bitDepth);
}

function readInto(target: Words, bytes: Uint8Array, littleEndian: boolean): void {
  const { BYTES_PER_ELEMENT: size, length } = target;
  const whole = new Uint8Array(target.buffer);
  whole.set(bytes.subarray(0, length * size));
  if (size === 1 || littleEndian === machineIsLittleEndian) return;
  for (let at = 0; at < whole.length; at += size) whole.subarray(at, at + size).reverse();
}

/** The same bits as the numbers that they stand for. */
function meaningOf(words: Words, format: RawImage['format'], bitDepth: number): RawData {
  if (words instanceof BigUint64Array && format !== 'float') {
    return Float64Array.from(format === 'int' ? new BigInt64Array(words.buffer) : words, exactNumber);
  }
  if (format === 'float' && bitDepth === 16) return Float32Array.from(words as Uint16Array, halfFloat);
  return new (rawDataType(format, bitDepth)!)(words.buffer as ArrayBuffer);
}

function exactNumber(value: bigint): number {
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  throw new FileError(`value ${value} is not between -2^53 and 2^53, where 64-bit integers can be read`);
}
