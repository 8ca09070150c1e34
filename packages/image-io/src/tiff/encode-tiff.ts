import { describe, type ImageArray } from '@unet/tensor/arrays';
import { zlibSync } from 'fflate';
import { fromImageArray } from '../from-image-array.ts';
import { checkRawImage, colourChannels, type RawImage } from '../raw-image.ts';
import { littleEndianBytes } from './little-endian-bytes.ts';
import { type TiffTag, writeDirectory } from './write-directory.ts';

/** Options of {@link encodeTiff}. */
export interface EncodeTiffOptions {
  /** Bits per sample for images in [0, 1]: 8 or 16 unsigned, 32 float. Default 32. {@link RawImage}s are written with their own. */
  readonly bitDepth?: 8 | 16 | 32;
  /** Default `deflate`. */
  readonly compression?: 'none' | 'deflate';
}

/** Uncompressed bytes of a strip, about: small enough to be read piece by piece, large enough to compress well. */
const stripBytes = 2 ** 16;

const formatCodes = { uint: 1, int: 2, float: 3 } as const;

/**
 * Encodes a stack of images as one TIFF file (TIFF 6.0, little-endian, strips), a page each. Sizes may differ.
 * @param pages images in [0, 1] with 1 or 3 channels; or file values of 8 bits and more, written as they are
 * @throws TypeError or RangeError for an empty stack and for what TIFF cannot hold, more than 4 GiB among it
 * @example
 * await writeFileAtomic('stack.tif', encodeTiff(slices, { bitDepth: 16 }));
 */
export function encodeTiff(pages: readonly (RawImage | ImageArray)[], options: EncodeTiffOptions = {}): Uint8Array {
  const { bitDepth = 32, compression = 'deflate' } = options;
  if (!Array.isArray(pages) || pages.length === 0) {
    throw new RangeError(`encodeTiff: pages must be a list of at least one image, got ${describe(pages)}`);
  }
  if (bitDepth !== 8 && bitDepth !== 16 && bitDepth !== 32) {
    throw new RangeError(`encodeTiff: bitDepth must be 8, 16 or 32, got ${describe(bitDepth)}`);
  }
  if (compression !== 'none' && compression !== 'deflate') {
    throw new RangeError(`encodeTiff: compression must be "none" or "deflate", got ${describe(compression)}`);
  }
  const parts: Uint8Array[] = [Uint8Array.of(0x49, 0x49, 42, 0, 0, 0, 0, 0)];
  let end = 8;
  const append = (part: Uint8Array): number => {
    const offset = end;
    // Everything starts at an even offset (TIFF 6.0 section 2).
    const padding = part.length % 2;
    parts.push(part, new Uint8Array(padding));
    end += part.length + padding;
    if (end > 0xffffffff) throw new RangeError('encodeTiff: pages must fit into 4 GiB');
    return offset;
  };
  // Where the offset of the next directory is to be written: first into the header.
  let link: { part: Uint8Array; at: number } = { part: parts[0]!, at: 4 };
  for (const [index, page] of pages.entries()) {
    const raw = rawForTiff(page, index, bitDepth);
    const directory = writeDirectory(pageTags(raw, compression, append), end);
    new DataView(link.part.buffer).setUint32(link.at, append(directory.bytes), true);
    link = { part: directory.bytes, at: directory.linkAt };
  }
  return join(parts, end);
}

function rawForTiff(page: RawImage | ImageArray, index: number, bitDepth: 8 | 16 | 32): RawImage {
  if (typeof page === 'object' && page !== null && !('bitDepth' in page)) return fromImageArray(page, { bitDepth });
  checkRawImage('encodeTiff', `pages[${index}]`, page);
  if (page.bitDepth < 8) {
    throw new RangeError(`encodeTiff: pages[${index}] must have at least 8 bits per sample, got ${page.bitDepth}`);
  }
  return page;
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
