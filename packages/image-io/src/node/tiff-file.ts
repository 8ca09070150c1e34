import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import { openFileAtomic } from '@unet/files/node';
import { checkCount, checkList, checkOptions, checkSwitch, checkWord } from '@unet/tensor/internal';
import { type RawData, rawDataType } from '../raw-image.ts';
import type { TiffCompression } from '../tiff/page-tags.ts';
import { createTiffWriter, rowBytesOf, type TiffPageHeader } from '../tiff/tiff-writer.ts';
import { checkPath } from './image-files.ts';

/** Options of {@link openTiffFile}. */
export interface OpenTiffFileOptions {
  /** Default `deflate`. */
  readonly compression?: TiffCompression;
  /** Whether it is a BigTIFF. Default: where the pixels could take more than the 4 GiB that offsets of TIFF reach. */
  readonly bigTiff?: boolean;
}

/** A TIFF that is written row by row and is there when it is whole. */
export interface TiffFileWriter {
  /**
   * Writes the next rows: of the first page until it is full, then of the next. They are written, and may be changed, when the promise
   * resolves; until then nothing else may be called.
   * @param samples whole rows, channels last, of the array type of the page
   * @throws TypeError for another array type; RangeError for broken rows, and for more than the page has left; FileError that names the path
   */
  writeRows(samples: RawData): Promise<void>;
  /**
   * Gives the file its name. Ends it.
   * @throws RangeError if rows are missing; FileError that names the path
   */
  commit(): Promise<void>;
  /** Removes what was written, unless it was committed. Never throws. */
  abandon(): Promise<void>;
}

const compress = promisify(deflate);

/** Directories, and what compression may add, are less than this share of the pixels, or this many bytes. */
const overhead = { share: 1.01, bytes: 2 ** 20 };

/**
 * Opens a TIFF file to be written by rows, so that an image need not fit into memory: strips, little-endian, a BigTIFF where it
 * must be one. As with `openFileAtomic` the file is there when it is whole, and not before.
 * @param pages sizes and samples of all pages, in order
 * @throws TypeError or RangeError for pages that cannot be written; FileError that names the path
 * @example
 * const file = await openTiffFile('large.tif', [{ width, height, channels: 1, bitDepth: 32, format: 'float' }]);
 * try {
 *   for (const rows of bands) await file.writeRows(rows);
 *   await file.commit();
 * } finally {
 *   await file.abandon();
 * }
 */
export async function openTiffFile(
  path: string,
  pages: readonly TiffPageHeader[],
  options: OpenTiffFileOptions = {},
): Promise<TiffFileWriter> {
  const where = 'openTiffFile';
  checkPath(where, 'path', path);
  checkList(where, 'pages', pages, 'page');
  for (const [index, page] of pages.entries()) checkPage(where, `pages[${index}]`, page);
  checkOptions(where, options, { compression: true, bigTiff: true });
  const { compression = 'deflate', bigTiff: big = mayPassOffsets(pages) } = options;
  checkWord(where, 'compression', compression, ['none', 'deflate']);
  checkSwitch(where, 'bigTiff', big);
  const file = await openFileAtomic(path);
  const writer = createTiffWriter(file, pages, { big, compress: compression === 'deflate' ? compress : undefined });
  return {
    writeRows: (samples) => writer.writeRows(samples),
    commit: async () => {
      writer.checkWhole();
      await file.commit();
    },
    abandon: () => file.abandon(),
  };
}

/** Whether the file could become longer than offsets of 32 bits reach. */
function mayPassOffsets(pages: readonly TiffPageHeader[]): boolean {
  const pixelBytes = pages.reduce((sum, page) => sum + page.height * rowBytesOf(page), 0);
  return pixelBytes * overhead.share + overhead.bytes * pages.length > 0xffffffff;
}

function checkPage(where: string, argument: string, page: TiffPageHeader): void {
  for (const side of ['width', 'height', 'channels'] as const) checkCount(where, `${argument}.${side}`, page[side]);
  if (page.bitDepth < 8 || rawDataType(page.format, page.bitDepth) === undefined) {
    throw new RangeError(`${where}: ${argument} must not have ${page.bitDepth}-bit ${page.format} samples`);
  }
}
