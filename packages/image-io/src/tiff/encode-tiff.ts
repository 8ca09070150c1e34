import { checkList, checkOptions, checkWord } from '@unet/tensor/internal';
import { zlibSync } from 'fflate';
import { type Encodable, pageOf } from '../encodable.ts';
import { checkBitDepth } from '../from-image-array.ts';
import { checkSpread } from '../from-label-array.ts';
import type { RawImage } from '../raw-image.ts';
import { littleEndianBytes } from './little-endian-bytes.ts';
import { rowsOfStrip, type TiffCompression, tagsOfPage } from './page-tags.ts';
import { tiffHeader } from './tiff-header.ts';
import { type TiffTag, writeDirectory } from './write-directory.ts';

/** Options of `encodeTiff`. */
export interface EncodeTiffOptions {
  /** Bits per sample for images in [0, 1]: 8 or 16 unsigned, 32 float. Default 32. {@link RawImage}s are written with their own. */
  readonly bitDepth?: 8 | 16 | 32;
  /**
   * Of labels: spread the classes 0 to `classes` - 1 over 0 to 255, so that people can see them. By default their values are written as
   * they are, in 8 bits where they fit, otherwise 16 or 32.
   */
  readonly classes?: number;
  /** Default `deflate`. */
  readonly compression?: TiffCompression;
}

/**
 * Encodes a stack of images as one TIFF file (TIFF 6.0, little-endian, strips), a page each. Sizes may differ.
 * @param images images in [0, 1] with 1 or 3 channels, labels, or file values of 8 bits and more, written as they are
 * @throws TypeError or RangeError for an empty stack, for NaN, and for what TIFF cannot hold, such as more than 4 GiB
 * @example
 * await writeFileAtomic('stack.tif', encodeTiff(slices, { bitDepth: 16 }));
 */
export function encodeTiff(images: readonly Encodable[], options: EncodeTiffOptions = {}): Uint8Array {
  const where = 'encodeTiff';
  checkList(where, 'images', images, 'image');
  checkOptions(where, options, { bitDepth: true, classes: true, compression: true });
  return tiffFile(where, (index) => `images[${index}]`, images, options);
}

/** {@link encodeTiff} for whatever function and arguments messages are to name. */
export function tiffFile(
  where: string,
  argument: (index: number) => string,
  images: readonly Encodable[],
  options: EncodeTiffOptions,
): Uint8Array {
  const { bitDepth = 32, classes, compression = 'deflate' } = options;
  checkBitDepth(where, bitDepth);
  checkSpread(where, classes);
  checkWord(where, 'compression', compression, ['none', 'deflate']);
  const header = tiffHeader(false);
  const parts: Uint8Array[] = [header.bytes];
  let end = header.bytes.length;
  const append = (part: Uint8Array): number => {
    const offset = end;
    // Everything starts at an even offset (TIFF 6.0 section 2).
    const padding = part.length % 2;
    parts.push(part, new Uint8Array(padding));
    end += part.length + padding;
    if (end > 0xffffffff) throw new RangeError(`${where}: images must fit into 4 GiB`);
    return offset;
  };
  // Where the offset of the next directory is to be written: first into the header.
  let link = header;
  for (const [index, image] of images.entries()) {
    const raw = pageOf(where, argument(index), image, { bitDepth, classes });
    if (raw.bitDepth < 8) {
      throw new RangeError(`${where}: ${argument(index)} must have at least 8 bits per sample, got ${raw.bitDepth}`);
    }
    const directory = writeDirectory(pageTags(raw, compression, append), end, false);
    new DataView(link.bytes.buffer).setUint32(link.linkAt, append(directory.bytes), true);
    link = directory;
  }
  return join(parts, end);
}

/** Appends the strips of a page and returns the tags that describe it. */
function pageTags(raw: RawImage, compression: TiffCompression, append: (part: Uint8Array) => number): TiffTag[] {
  const bytes = littleEndianBytes(raw.data);
  const rowBytes = bytes.length / raw.height;
  const rowsPerStrip = rowsOfStrip(rowBytes, raw.height);
  const offsets: number[] = [];
  const counts: number[] = [];
  for (let row = 0; row < raw.height; row += rowsPerStrip) {
    const strip = bytes.subarray(row * rowBytes, Math.min(row + rowsPerStrip, raw.height) * rowBytes);
    const part = compression === 'deflate' ? zlibSync(strip) : strip;
    offsets.push(append(part));
    counts.push(part.length);
  }
  return tagsOfPage(raw, { compression, rowsPerStrip, offsets, counts, big: false });
}

function join(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
