import { FileError } from '@unet/files';
import type { ByteSource } from '../byte-source.ts';
import { largestRatio } from './compression.ts';
import { type TiffDirectory, type TiffFile, tagValues } from './tiff-directory.ts';

/** How the pixels of a page are cut into strips or tiles, each compressed by itself. */
export interface TiffSegments {
  readonly width: number;
  /** Rows of a segment; the last strip may have fewer, a tile never has. */
  readonly height: number;
  readonly across: number;
  readonly down: number;
  readonly tiled: boolean;
  /** Samples per pixel within a segment: all, or one where each channel has segments of its own. */
  readonly samples: number;
  /** Bytes of one uncompressed row of a segment. */
  readonly rowBytes: number;
  /** Where the compressed bytes lie: row by row of segments, channel after channel. */
  readonly parts: readonly TiffPart[];
}

/** A part of the file, which lies within it. */
export interface TiffPart {
  readonly offset: number;
  readonly length: number;
}

interface Layout {
  readonly width: number;
  readonly height: number;
  readonly samples: number;
  readonly bitDepth: number;
  readonly compression: number;
}

const tags = {
  stripOffsets: 273,
  rowsPerStrip: 278,
  stripByteCounts: 279,
  planarConfiguration: 284,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileByteCounts: 325,
} as const;

/** Finds the strips or tiles of a page and checks that they can hold it (TIFF 6.0 sections 3 and 15). */
export function readSegments(file: TiffFile, directory: TiffDirectory, layout: Layout): TiffSegments {
  const values = (tag: number): number[] | undefined => tagValues(file, directory, tag);
  const tiled = directory.has(tags.tileWidth) && directory.has(tags.tileHeight);
  const rowsPerStrip = values(tags.rowsPerStrip)?.[0] ?? layout.height;
  const width = tiled ? values(tags.tileWidth)![0]! : layout.width;
  const height = tiled ? values(tags.tileHeight)![0]! : Math.min(rowsPerStrip, layout.height);
  if (width < 1 || height < 1) throw new FileError(`damaged TIFF: strips or tiles of ${height} x ${width} pixels`);
  const planar = values(tags.planarConfiguration)?.[0] ?? 1;
  if (planar !== 1 && planar !== 2) throw new FileError(`damaged TIFF: planar configuration ${planar}`);
  const samples = planar === 2 ? 1 : layout.samples;
  const rowBytes = Math.ceil((width * samples * layout.bitDepth) / 8);
  const across = Math.ceil(layout.width / width);
  const down = Math.ceil(layout.height / height);
  const planes = planar === 2 ? layout.samples : 1;
  // Some writers put where tiles lie under the tags of strips.
  const offsets = (tiled ? values(tags.tileOffsets) : undefined) ?? values(tags.stripOffsets) ?? [];
  if (offsets.length < across * down * planes) {
    throw new FileError(`damaged TIFF: ${offsets.length} of ${across * down * planes} strips or tiles`);
  }
  const counts =
    (tiled ? values(tags.tileByteCounts) : undefined) ??
    values(tags.stripByteCounts) ??
    guessCounts(layout, across * down * planes);
  const parts = offsets
    .slice(0, across * down * planes)
    .map((offset, index) => partOf(file.source, offset, counts[index] ?? 0));
  const rows = tiled ? down * height : layout.height;
  const held = parts.reduce((sum, part) => sum + part.length, 0) * largestRatio(layout.compression);
  if (held < rows * across * planes * rowBytes) {
    throw new FileError(`TIFF is too short: its strips or tiles cannot hold ${layout.height} x ${layout.width} pixels`);
  }
  return { width, height, across, down, tiled, samples, rowBytes, parts };
}

/** Old writers left the byte counts out; with one uncompressed strip they follow from the size. */
function guessCounts({ width, height, samples, bitDepth, compression }: Layout, segments: number): number[] {
  if (segments !== 1 || compression !== 1) throw new FileError('damaged TIFF: no byte counts of strips or tiles');
  return [Math.ceil((width * samples * bitDepth) / 8) * height];
}

function partOf(source: ByteSource, offset: number, length: number): TiffPart {
  if (offset + length > source.length) {
    throw new FileError('TIFF ends early: its pixels lie outside the file, which is truncated or damaged');
  }
  return { offset, length };
}
