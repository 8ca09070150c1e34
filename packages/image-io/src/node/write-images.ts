import { extname, join } from 'node:path';
import { writeFileAtomic } from '@unet/files';
import { describe, type ImageArray } from '@unet/tensor/arrays';
import { encodePng } from '../png/encode-png.ts';
import type { RawImage } from '../raw-image.ts';
import { encodeTiff } from '../tiff/encode-tiff.ts';
import { attempt } from './image-files.ts';

/** An image to write, in [0, 1] or as file values. */
export interface WritableImage {
  readonly name: string;
  readonly image: ImageArray | RawImage;
}

/** Options of {@link writeImages}. */
export interface WriteImagesOptions {
  /** Bits per sample for images in [0, 1]; 32, floats, only in TIFF. Default 8 in PNG and 32 in TIFF. */
  readonly bitDepth?: 8 | 16 | 32;
}

/**
 * Writes images: to a path that ends in .tif or .tiff as one stack in the given order, to one in .png a single image, to any
 * other as a folder of files `name`.png. Each file is written whole or not at all.
 * @returns the paths of the files
 * @throws ImageError that names the path, if writing fails; TypeError or RangeError for images that cannot be written, before
 * anything is
 * @example
 * await writeImages('masks', labels.map((label, index) => ({ name: `${index}`, image: fromLabelArray(label, { classes: 2 }) })));
 */
export async function writeImages(
  path: string,
  images: readonly WritableImage[],
  options: WriteImagesOptions = {},
): Promise<string[]> {
  const files = encodeFiles(path, images, options);
  for (const [file, bytes] of files) await attempt(file, () => writeFileAtomic(file, bytes));
  return [...files.keys()];
}

function encodeFiles(
  path: string,
  images: readonly WritableImage[],
  options: WriteImagesOptions,
): Map<string, Uint8Array> {
  const extension = extname(path).toLowerCase();
  if (extension === '.tif' || extension === '.tiff') {
    const pages = images.map(({ image }) => image);
    return new Map([[path, encodeTiff(pages, options)]]);
  }
  const { bitDepth } = options;
  if (bitDepth === 32) throw new RangeError('writeImages: bitDepth must be 8 or 16 for PNG files, got 32');
  const pngOptions = bitDepth === undefined ? {} : { bitDepth };
  if (extension === '.png') {
    if (images.length !== 1) {
      throw new RangeError(`writeImages: images must be one for the path ${path}, got ${images.length}`);
    }
    return new Map([[path, encodePng(images[0]!.image, pngOptions)]]);
  }
  const files = new Map<string, Uint8Array>();
  for (const { name, image } of images) {
    if (typeof name !== 'string' || !/^[^/\\]+$/.test(name) || name === '.' || name === '..') {
      throw new RangeError(`writeImages: name must be a file name without folders, got ${describe(name)}`);
    }
    const file = join(path, `${name}.png`);
    if (files.has(file)) throw new RangeError(`writeImages: names must differ, got "${name}" twice`);
    files.set(file, encodePng(image, pngOptions));
  }
  return files;
}
