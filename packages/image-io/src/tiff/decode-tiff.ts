import { FileError, placeError, reasonOf } from '@unet/files';
import { type ByteSource, sourceOfBytes } from '../byte-source.ts';
import type { RawImage } from '../raw-image.ts';
import { readTiffDirectories, type TiffFile } from './tiff-directory.ts';
import { fullDirectories, imagesOfPages, type TiffImage } from './tiff-images.ts';
import { readTiffPage, type TiffPage } from './tiff-page.ts';
import { decodeTiffImage } from './tiff-rows.ts';

/**
 * Decodes all images of a TIFF or BigTIFF file (TIFF 6.0): strips or tiles; channels interleaved, apart or in pages of their own; grey,
 * RGB or palette. The headers of all are checked before the first is decoded.
 */
export function decodeTiff(bytes: Uint8Array, maxPixels: number): RawImage[] {
  const { file, images, onPage } = readTiffImages(sourceOfBytes(bytes), maxPixels);
  return images.map((image, index) => {
    const decoded = onPage(index, () => decodeTiffImage(file, image));
    return images.length > 1 ? { ...decoded, page: index } : decoded;
  });
}

/** The images of a file whose headers have been read and checked. */
interface TiffImages {
  readonly file: TiffFile;
  readonly images: readonly TiffImage[];
  /** Does what may find damage; the error names the image, where there are several. */
  readonly onPage: <T>(page: number, work: () => T) => T;
}

/** Reads and checks the headers of all pages. No memory is taken for pixels yet. */
export function readTiffImages(source: ByteSource, maxPixels: number): TiffImages {
  const { file, directories: all } = readTiffDirectories(source);
  const directories = fullDirectories(file, all);
  const onOneOf = (count: number) => {
    return <T>(page: number, work: () => T): T => {
      try {
        return work();
      } catch (error) {
        const known =
          error instanceof FileError ? error : new FileError(`damaged TIFF: ${reasonOf(error)}`, { cause: error });
        throw count > 1 ? placeError(known, { page }) : known;
      }
    };
  };
  const onPage = onOneOf(directories.length);
  const pages = directories.map((directory, page) => onPage(page, () => readTiffPage(file, directory, maxPixels)));
  const images = onPage(0, () => imagesOfPages(file, directories[0]!, pages as [TiffPage, ...TiffPage[]], maxPixels));
  // Pages that share their pixels would let a small file claim all memory.
  const claimed = images
    .flat()
    .reduce((sum, { segments }) => sum + segments.parts.reduce((all, part) => all + part.length, 0), 0);
  if (claimed > source.length) {
    throw new FileError(`damaged TIFF: its pixels claim ${claimed} bytes, the whole file has ${source.length}`);
  }
  return { file, images, onPage: onOneOf(images.length) };
}
