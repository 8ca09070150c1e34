import { colourChannels, type RawImage } from '../raw-image.ts';
import type { TiffTag } from './write-directory.ts';

/** How strips are compressed; both are lossless. */
export type TiffCompression = 'none' | 'deflate';

/** Where the strips of a page lie. */
export interface Strips {
  readonly compression: TiffCompression;
  readonly rowsPerStrip: number;
  readonly offsets: readonly number[];
  readonly counts: readonly number[];
  /** Whether the file is a BigTIFF. */
  readonly big: boolean;
}

/** Uncompressed bytes of a strip, about: small enough to be read piece by piece, large enough to compress well. */
const stripBytes = 2 ** 16;

const formatCodes = { uint: 1, int: 2, float: 3 } as const;

/** The rows of a strip. */
export function rowsOfStrip(rowBytes: number, height: number): number {
  return Math.min(height, Math.max(1, Math.floor(stripBytes / rowBytes)));
}

/** The tags of a page, in ascending order. */
export function tagsOfPage(page: Omit<RawImage, 'data'>, strips: Strips): TiffTag[] {
  const { width, height, channels, bitDepth, format } = page;
  const { compression, rowsPerStrip, offsets, counts, big } = strips;
  const colours = colourChannels(page);
  const baseColours = channels >= 3 && colours >= 3 ? 3 : 1;
  // Opacity that colours are not multiplied by is 2, a channel of unknown meaning 0.
  const extra = Array.from({ length: channels - baseColours }, (_, index) => (index + baseColours >= colours ? 2 : 0));
  const tags: TiffTag[] = [
    { tag: 256, type: 'long', values: [width] },
    { tag: 257, type: 'long', values: [height] },
    { tag: 258, type: 'short', values: new Array<number>(channels).fill(bitDepth) },
    { tag: 259, type: 'short', values: [compression === 'deflate' ? 8 : 1] },
    { tag: 262, type: 'short', values: [baseColours === 3 ? 2 : page.whiteIsZero ? 0 : 1] },
    { tag: 273, type: big ? 'long8' : 'long', values: offsets },
    { tag: 277, type: 'short', values: [channels] },
    { tag: 278, type: 'long', values: [rowsPerStrip] },
    { tag: 279, type: 'long', values: counts },
    { tag: 284, type: 'short', values: [1] },
    { tag: 338, type: 'short', values: extra },
    { tag: 339, type: 'short', values: new Array<number>(channels).fill(formatCodes[format]) },
  ];
  return tags.filter(({ values }) => values.length > 0);
}
