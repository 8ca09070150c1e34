import { FileError, placeError, reasonOf } from '@unet/files';
import { type ByteSource, sourceOfBytes } from '../byte-source.ts';
import type { RawImage } from '../raw-image.ts';
import { readTiffDirectories, type TiffFile } from './tiff-directory.ts';
import { readTiffPage, type TiffPage } from './tiff-page.ts';
import { decodeTiffPage } from './tiff-rows.ts';

/**
 * Decodes all pages of a TIFF or BigTIFF file (TIFF 6.0): strips or tiles; uncompressed, PackBits, LZW or deflate; channels
 * interleaved or apart; grey (also white is zero), RGB or palette. The headers of all pages are checked before the first is decoded.
 */
export function decodeTiff(bytes: Uint8Array, maxPixels: number): RawImage[] {
  const { file, pages, onPage } = readTiffPages(sourceOfBytes(bytes), maxPixels);
  return pages.map((page, index) => {
    const image = onPage(index, () => decodeTiffPage(file, page));
    return pages.length > 1 ? { ...image, page: index } : image;
  });
}

/** The pages of a file whose headers have been read and checked. */
export interface TiffPages {
  readonly file: TiffFile;
  readonly pages: readonly TiffPage[];
  /** Does what may find damage; the error names the page, where there are several. */
  readonly onPage: <T>(page: number, work: () => T) => T;
}

/** Reads and checks the headers of all pages. No memory is taken for pixels yet. */
export function readTiffPages(source: ByteSource, maxPixels: number): TiffPages {
  const { file, directories } = readTiffDirectories(source);
  const onPage = <T>(page: number, work: () => T): T => {
    try {
      return work();
    } catch (error) {
      const known =
        error instanceof FileError ? error : new FileError(`damaged TIFF: ${reasonOf(error)}`, { cause: error });
      throw directories.length > 1 ? placeError(known, { page }) : known;
    }
  };
  const pages = directories.map((directory, page) => onPage(page, () => readTiffPage(file, directory, maxPixels)));
  // Pages that share their pixels would let a small file claim all memory.
  const claimed = pages.reduce(
    (sum, { segments }) => sum + segments.parts.reduce((all, part) => all + part.length, 0),
    0,
  );
  if (claimed > source.length) {
    throw new FileError(`damaged TIFF: its pixels claim ${claimed} bytes, the whole file has ${source.length}`);
  }
  return { file, pages, onPage };
}
