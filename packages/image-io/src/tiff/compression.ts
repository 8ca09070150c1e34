import { FileError } from '@unet/files';
import { decompressZstandard, inflate, largestDeflateRatio, largestZstandardRatio } from '../inflate.ts';
import { largestJpegRatio } from '../jpeg/decode-jpeg.ts';
import { decodeLzw, largestLzwRatio } from './lzw.ts';
import { decodePackBits, largestPackBitsRatio } from './pack-bits.ts';

interface Codec {
  /** No input expands by more. */
  readonly largestRatio: number;
  /** Decompresses at most `capacity` bytes; throws a FileError for fewer than `needed`. */
  readonly decode: (bytes: Uint8Array, needed: number, capacity: number) => Uint8Array;
}

/** JPEG, whose strips or tiles are pictures, and not bytes that are packed. */
export const JPEG = 7;

const deflate: Codec = { largestRatio: largestDeflateRatio, decode: inflate };

/** By the number in the Compression tag. 32946 is the older number of deflate. */
const codecs: Record<number, Codec> = {
  1: { largestRatio: 1, decode: decodeNone },
  5: { largestRatio: largestLzwRatio, decode: decodeLzw },
  8: deflate,
  32946: deflate,
  50000: { largestRatio: largestZstandardRatio, decode: decompressZstandard },
  32773: { largestRatio: largestPackBitsRatio, decode: decodePackBits },
};

const unsupportedNames: Record<number, string> = {
  2: 'CCITT RLE',
  3: 'CCITT Group 3',
  4: 'CCITT Group 4',
  6: 'old JPEG',
  33003: 'JPEG 2000',
  34887: 'LERC',
  34925: 'LZMA',
  50001: 'WebP',
};

/** Throws a FileError that names the compression unless it is one that {@link decompress} knows. */
export function checkCompression(compression: number): void {
  if (compression === JPEG || codecs[compression] !== undefined) return;
  const name = unsupportedNames[compression] ?? `number ${compression}`;
  throw new FileError(`TIFF with compression ${name} is not supported: save it uncompressed or with LZW or deflate`);
}

/** How many times longer than its compressed bytes the result can be at most. */
export function largestRatio(compression: number): number {
  return compression === JPEG ? largestJpegRatio : codecs[compression]!.largestRatio;
}

/** Decompresses one strip or tile. The result may be a view into the input: it must not be changed. */
export function decompress(compression: number, bytes: Uint8Array, needed: number, capacity: number): Uint8Array {
  return codecs[compression]!.decode(bytes, needed, capacity);
}

function decodeNone(bytes: Uint8Array, needed: number): Uint8Array {
  if (bytes.length < needed) throw new FileError(`pixel data is too short: ${bytes.length} of ${needed} bytes`);
  return bytes;
}
