import { FileError, reasonOf } from '@unet/files';
import { checkOptions, describe } from '@unet/tensor/internal';
import { checkedMaxPixels, type DecodeOptions } from './decode-limits.ts';
import { decodeJpeg } from './jpeg/decode-jpeg.ts';
import { decodePng } from './png/decode-png.ts';
import { pngSignature } from './png/png-chunks.ts';
import type { RawImage } from './raw-image.ts';
import { decodeTiff } from './tiff/decode-tiff.ts';

interface Format {
  readonly name: string;
  /** First bytes of a file; the second pair of TIFF's is BigTIFF. */
  readonly signatures: readonly (readonly number[] | Uint8Array)[];
  readonly decode: (bytes: Uint8Array, maxPixels: number) => RawImage[];
}

const tiffSignatures: readonly (readonly number[])[] = [
  [0x49, 0x49, 42, 0],
  [0x4d, 0x4d, 0, 42],
  [0x49, 0x49, 43, 0],
  [0x4d, 0x4d, 0, 43],
];

const formats: readonly Format[] = [
  { name: 'PNG', signatures: [pngSignature], decode: (bytes, maxPixels) => [decodePng(bytes, maxPixels)] },
  { name: 'TIFF', signatures: tiffSignatures, decode: decodeTiff },
  { name: 'JPEG', signatures: [[0xff, 0xd8, 0xff]], decode: (bytes, maxPixels) => [decodeJpeg(bytes, maxPixels)] },
];

/**
 * Decodes an image file: PNG, JPEG or TIFF, told apart by their first bytes. Returns its pages, one except for a TIFF stack, with
 * the numbers as they are stored; {@link toImageArray} and {@link toLabelArray} make images and labels of them. For images and labels
 * alone there are {@link decodeImages} and {@link decodeLabels}.
 * @param bytes the whole file; it is not changed
 * @throws FileError for everything that is wrong with the bytes: another format, damage, truncation, an unsupported variant,
 * a size beyond `maxPixels` (before memory is taken for it). TypeError unless `bytes` is a Uint8Array.
 * @example
 * const [page] = decodePages(new Uint8Array(await response.arrayBuffer()));
 */
export function decodePages(bytes: Uint8Array, options: DecodeOptions = {}): RawImage[] {
  checkBytes('decodePages', bytes);
  checkOptions('decodePages', options, { maxPixels: true });
  return decodeFile(bytes, checkedMaxPixels('decodePages', options.maxPixels));
}

/** Throws a TypeError unless `bytes` is a Uint8Array; Node's `Buffer` is one, an `ArrayBuffer` is not. */
export function checkBytes(where: string, bytes: unknown): void {
  if (bytes instanceof Uint8Array) return;
  throw new TypeError(`${where}: bytes must be a Uint8Array, got ${describe(bytes)}`);
}

/** {@link decodePages} of checked arguments. */
export function decodeFile(bytes: Uint8Array, maxPixels: number): RawImage[] {
  if (bytes.length === 0) throw new FileError('file is empty');
  const format = formats.find(({ signatures }) => startsWithOne(bytes, signatures));
  if (format === undefined) {
    const start = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    throw new FileError(`not a PNG, TIFF or JPEG file: it starts with ${start}`);
  }
  try {
    return format.decode(bytes, maxPixels);
  } catch (error) {
    if (error instanceof FileError) throw error;
    throw new FileError(`damaged ${format.name}: ${reasonOf(error)}`, { cause: error });
  }
}

/** Whether a file is a TIFF, by its first four bytes. */
export function isTiff(start: Uint8Array): boolean {
  return startsWithOne(start, tiffSignatures);
}

function startsWithOne(bytes: Uint8Array, signatures: Format['signatures']): boolean {
  return signatures.some((signature) => signature.every((byte, index) => bytes[index] === byte));
}
