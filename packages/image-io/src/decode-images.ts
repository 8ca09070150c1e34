import { describe } from '@unet/tensor/arrays';
import { type DecodeOptions, readMaxPixels } from './decode-limits.ts';
import { ImageError, reasonOf } from './image-error.ts';
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

const formats: readonly Format[] = [
  { name: 'PNG', signatures: [pngSignature], decode: (bytes, maxPixels) => [decodePng(bytes, maxPixels)] },
  {
    name: 'TIFF',
    signatures: [
      [0x49, 0x49, 42, 0],
      [0x4d, 0x4d, 0, 42],
      [0x49, 0x49, 43, 0],
      [0x4d, 0x4d, 0, 43],
    ],
    decode: decodeTiff,
  },
  { name: 'JPEG', signatures: [[0xff, 0xd8, 0xff]], decode: (bytes, maxPixels) => [decodeJpeg(bytes, maxPixels)] },
];

/**
 * Decodes an image file: PNG, JPEG or TIFF, told apart by their first bytes. Returns its pages, one but for a TIFF stack, with
 * the numbers as they are stored; {@link toImageArray} and {@link toLabelArray} make images and labels of them.
 * @param bytes the whole file; it is not changed
 * @throws ImageError for everything that is wrong with the bytes: another format, damage, truncation, an unsupported variant,
 * a size beyond `maxPixels` (before memory is taken for it). TypeError if `bytes` is no Uint8Array.
 * @example
 * const [page] = decodeImages(new Uint8Array(await response.arrayBuffer()));
 */
export function decodeImages(bytes: Uint8Array, options: DecodeOptions = {}): RawImage[] {
  if (!(bytes instanceof Uint8Array)) {
    throw new TypeError(`decodeImages: bytes must be a Uint8Array, got ${describe(bytes)}`);
  }
  const maxPixels = readMaxPixels('decodeImages', options);
  if (bytes.length === 0) throw new ImageError('file is empty');
  const format = formats.find(({ signatures }) =>
    signatures.some((signature) => signature.every((byte, index) => bytes[index] === byte)),
  );
  if (format === undefined) {
    const start = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    throw new ImageError(`not a PNG, TIFF or JPEG file: it starts with ${start}`);
  }
  try {
    return format.decode(bytes, maxPixels);
  } catch (error) {
    if (error instanceof ImageError) throw error;
    throw new ImageError(`damaged ${format.name}: ${reasonOf(error)}`, { cause: error });
  }
}
