import { extname, join } from 'node:path';
import { writeFileAtomic } from '@unet/files/node';
import { checkObject, checkOptions, describe } from '@unet/tensor/internal';
import type { Encodable } from '../encodable.ts';
import { pngFile } from '../png/encode-png.ts';
import { tiffFile } from '../tiff/encode-tiff.ts';
import { checkPath } from './image-files.ts';

/** An image to write: in [0, 1], a label, or file values. */
export interface WritableImage {
  readonly name: string;
  readonly image: Encodable;
}

/** Options of {@link writeImages}. */
export interface WriteImagesOptions {
  /** Bits per sample for images in [0, 1]; 32, floats, only in TIFF. Default 8 in PNG and 32 in TIFF. */
  readonly bitDepth?: 8 | 16 | 32;
  /**
   * Of labels: spread the classes 0 to `classes` - 1 over 0 to 255, so that people can see them. By default their values are written as
   * they are.
   */
  readonly classes?: number;
}

/**
 * Writes images: to a path that ends in .tif or .tiff as one stack in the given order, to one in .png a single image, to any
 * other as a folder of files `name`.png. Each file is written whole or not at all.
 * @returns the paths of the files
 * @throws FileError that names the path, if writing fails; TypeError or RangeError for images that no such file can hold, before
 * anything is written
 * @example
 * await writeImages('masks', labels.map((label, index) => ({ name: `${index}`, image: label })), { classes: 2 });
 */
export async function writeImages(
  path: string,
  images: readonly WritableImage[],
  options: WriteImagesOptions = {},
): Promise<string[]> {
  checkPath('writeImages', 'path', path);
  checkImages(images);
  checkOptions('writeImages', options, { bitDepth: true, classes: true });
  const files = encodeFiles(path, images, options);
  for (const [file, bytes] of files) await writeFileAtomic(file, bytes);
  return [...files.keys()];
}

function checkImages(images: readonly WritableImage[]): void {
  if (!Array.isArray(images)) {
    throw new TypeError(`writeImages: images must be a list of { name, image }, got ${describe(images)}`);
  }
  for (const [index, image] of images.entries()) {
    checkObject('writeImages', `images[${index}]`, image, '{ name, image }');
  }
}

function encodeFiles(
  path: string,
  images: readonly WritableImage[],
  options: WriteImagesOptions,
): Map<string, Uint8Array> {
  const where = 'writeImages';
  const argument = (index: number) => `images[${index}].image`;
  const extension = extname(path).toLowerCase();
  if (extension === '.tif' || extension === '.tiff') {
    if (images.length === 0) throw new RangeError(`${where}: images must be at least one for a TIFF file, got none`);
    const pages = images.map(({ image }) => image);
    return new Map([[path, tiffFile(where, argument, pages, options)]]);
  }
  const { bitDepth, ...rest } = options;
  if (bitDepth === 32) throw new RangeError(`${where}: bitDepth must be 8 or 16 for PNG files, got 32`);
  const pngOptions = bitDepth === undefined ? rest : { ...rest, bitDepth };
  if (extension === '.png') {
    if (images.length !== 1) {
      throw new RangeError(`${where}: images must be one for the path ${path}, got ${images.length}`);
    }
    return new Map([[path, pngFile(where, argument(0), images[0]!.image, pngOptions)]]);
  }
  const files = new Map<string, Uint8Array>();
  for (const [index, { name, image }] of images.entries()) {
    if (typeof name !== 'string' || !/^[^/\\]+$/.test(name) || name === '.' || name === '..') {
      throw new RangeError(
        `${where}: images[${index}].name must be a file name without folders, got ${describe(name)}`,
      );
    }
    const file = join(path, `${name}.png`);
    if (files.has(file)) throw new RangeError(`${where}: names must differ, got "${name}" twice`);
    files.set(file, pngFile(where, argument(index), image, pngOptions));
  }
  return files;
}
