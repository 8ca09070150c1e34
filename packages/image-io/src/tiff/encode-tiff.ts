import { checkList, checkOptions, checkWord } from '@unet/tensor/internal';
import { zlibSync } from 'fflate';
import { type Encodable, pageOf } from '../encodable.ts';
import { checkBitDepth } from '../from-image-array.ts';
import { checkSpread } from '../from-label-array.ts';
import { colourChannels, type RawImage } from '../raw-image.ts';
import { littleEndianBytes } from './little-endian-bytes.ts';
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
  readonly compression?: 'none' | 'deflate';
}

/** Uncompressed bytes of a strip, about: small enough to be read piece by piece, large enough to compress well. */
const stripBytes = 2 ** 16;

const formatCodes = { uint: 1, int: 2, float: 3 } as const;

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
  const parts: Uint8Array[] = [Uint8Array.of(0x49, 0x49, 42, 0, 0, 0, 0, 0)];
  let end = 8;
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
  let link: { part: Uint8Array; at: number } = { part: parts[0]!, at: 4 };
  for (const [index, image] of images.entries()) {
    const raw = pageOf(where, argument(index), image, { bitDepth, classes });
    if (raw.bitDepth < 8) {
      throw new RangeError(`${where}: ${argument(index)} must have at least 8 bits per sample, got ${raw.bitDepth}`);
    }
    const directory = writeDirectory(pageTags(raw, compression, append), end);
    new DataView(link.part.buffer).setUint32(link.at, append(directory.bytes), true);
    link = { part: directory.bytes, at: directory.linkAt };
  }
  return join(parts, end);
}

/** Appends the strips of a page and returns the tags that describe it, in ascending order. */
function pageTags(raw: RawImage, compression: 'none' | 'deflate', append: (part: Uint8Array) => number): TiffTag[] {
  const { width, height, channels, bitDepth, format } = raw;
  const bytes = littleEndianBytes(raw.data);
  const rowBytes = bytes.length / height;
  const rowsPerStrip = Math.min(height, Math.max(1, Math.floor(stripBytes / rowBytes)));
  const offsets: number[] = [];
  const counts: number[] = [];
  for (let row = 0; row < height; row += rowsPerStrip) {
    const strip = bytes.subarray(row * rowBytes, Math.min(row + rowsPerStrip, height) * rowBytes);
    const part = compression === 'deflate' ? zlibSync(strip) : strip;
    offsets.push(append(part));
    counts.push(part.length);
  }
  const colours = colourChannels(raw);
  const baseColours = channels >= 3 && colours >= 3 ? 3 : 1;
  // Opacity that colours are not multiplied by is 2, a channel of unknown meaning 0.
  const extra = Array.from({ length: channels - baseColours }, (_, index) => (index + baseColours >= colours ? 2 : 0));
  const tags: TiffTag[] = [
    { tag: 256, type: 'long', values: [width] },
    { tag: 257, type: 'long', values: [height] },
    { tag: 258, type: 'short', values: new Array<number>(channels).fill(bitDepth) },
    { tag: 259, type: 'short', values: [compression === 'deflate' ? 8 : 1] },
    { tag: 262, type: 'short', values: [baseColours === 3 ? 2 : 1] },
    { tag: 273, type: 'long', values: offsets },
    { tag: 277, type: 'short', values: [channels] },
    { tag: 278, type: 'long', values: [rowsPerStrip] },
    { tag: 279, type: 'long', values: counts },
    { tag: 284, type: 'short', values: [1] },
    { tag: 338, type: 'short', values: extra },
    { tag: 339, type: 'short', values: new Array<number>(channels).fill(formatCodes[format]) },
  ];
  return tags.filter(({ values }) => values.length > 0);
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
