import { parse } from 'node:path';
import type { ImageArray } from '@unet/tensor/arrays';
import { checkOptions } from '@unet/tensor/internal';
import type { DecodeImagesOptions } from '../decode-images.ts';
import { checkedMaxPixels } from '../decode-limits.ts';
import { pageName } from '../pairs/pair-pages.ts';
import { checkImageOptions, imagesOfPages } from '../to-image-array.ts';
import { attempt, checkPath, isFolder, listImageFiles } from './image-files.ts';
import { readPages } from './read-pages.ts';

/** An image and what it is called. */
export interface NamedImage {
  /** File name without extension, and the number of the page from 0 behind a hyphen where the file has several. */
  readonly name: string;
  readonly image: ImageArray;
}

/**
 * Reads images: of one file, of all pages of a stack, or of all image files of a folder in natural order (2.png before 10.png).
 * The format is told by the first bytes; in a folder only files named .png, .tif, .tiff, .jpg or .jpeg are read.
 * @throws FileError that names the file, for everything from a missing file to a single NaN
 * @example
 * for (const { name, image } of await readImages('train-volume.tif', { channels: 1 })) {
 *   // train-volume-00, train-volume-01, ...
 * }
 */
export async function readImages(path: string, options: DecodeImagesOptions = {}): Promise<NamedImage[]> {
  const where = 'readImages';
  checkPath(where, 'path', path);
  checkOptions(where, options, { maxPixels: true, channels: true, scaling: true });
  const maxPixels = checkedMaxPixels(where, options.maxPixels);
  checkImageOptions(where, options);
  const files = (await isFolder(path)) ? await listImageFiles(path) : new Map([[parse(path).name, path]]);
  const images: NamedImage[] = [];
  for (const [stem, file] of files) {
    const pages = await readPages(file, maxPixels);
    for (const [page, image] of (await attempt(file, () => imagesOfPages(pages, options))).entries()) {
      images.push({ name: pageName(stem, page, pages.length), image });
    }
  }
  return images;
}
