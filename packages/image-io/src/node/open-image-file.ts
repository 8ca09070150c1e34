import { parse } from 'node:path';
import { placeError } from '@unet/files';
import type { ImageArray, Scaling } from '@unet/tensor/arrays';
import { checkInteger, checkOptions } from '@unet/tensor/internal';
import type { DecodeImagesOptions } from '../decode-images.ts';
import { checkedMaxPixels } from '../decode-limits.ts';
import { decodeFile, isTiff } from '../decode-pages.ts';
import { pageName } from '../pairs/pair-pages.ts';
import { colourChannels, type RawImage } from '../raw-image.ts';
import { fixedRange, type GreyRange } from '../scaling/grey-range.ts';
import { createFileMeter, type FileMeter } from '../scaling/measure-file.ts';
import { readTiffImages } from '../tiff/decode-tiff.ts';
import { finishedPixels } from '../tiff/finish-pixels.ts';
import { rowsOf, tiffRowReader } from '../tiff/tiff-rows.ts';
import { checkConversion, checkImageOptions, imageOfPage } from '../to-image-array.ts';
import { type FileSource, openFileSource } from './file-source.ts';
import { attempt, checkPath } from './image-files.ts';

/** A page of an open file, of which rows can be read. */
export interface ImagePage {
  /** As {@link NamedImage} has it. */
  readonly name: string;
  readonly height: number;
  readonly width: number;
  /** Of the images that `readRows` gives. */
  readonly channels: number;
  /**
   * Reads rows, as `readImages` would give them. Cheapest in order: of a compressed TIFF the strips or tiles that were read last are kept.
   * @param row first row, from 0
   * @param count at least 1
   * @returns `[count, width, channels]` in [0, 1]; floats may lie outside. The caller's.
   * @throws FileError that names the file, with page, row and column of a value that is no grey value; RangeError for rows beyond the page
   */
  readRows(row: number, count: number): ImageArray;
}

/** An open file of images. */
export interface ImageFile {
  readonly pages: readonly ImagePage[];
  /** Closes the file; its pages cannot be read any more. */
  close(): void;
}

/** A page whose rows are read with their numbers as they are stored. */
interface RawPage extends Omit<RawImage, 'data' | 'page'> {
  readonly page: number | undefined;
  readonly readRaw: (row: number, count: number) => RawImage;
}

/**
 * Opens an image file to read it by rows, so that an image need not fit into memory. Of a TIFF only the headers are read now, and later the
 * strips or tiles that hold the rows asked for; a PNG or JPEG, which has no such parts, is read as a whole. Close it at the end.
 * @param options `maxPixels` is what may be held at a time: a row of a TIFF's strips or tiles, a PNG, a JPEG. Default 2^28.
 * @throws FileError that names the file, for everything that {@link readImages} refuses
 * @example
 * const file = await openImageFile('slide.tif', { channels: 1 });
 * try {
 *   for (const page of file.pages) console.log(page.readRows(0, 16).data);
 * } finally {
 *   file.close();
 * }
 */
export async function openImageFile(path: string, options: DecodeImagesOptions = {}): Promise<ImageFile> {
  const where = 'openImageFile';
  checkPath(where, 'path', path);
  checkOptions(where, options, { maxPixels: true, channels: true, scaling: true });
  const maxPixels = checkedMaxPixels(where, options.maxPixels);
  checkImageOptions(where, options);
  return attempt(path, async () => {
    const source = openFileSource(path);
    try {
      const raw = rawPages(source, maxPixels);
      for (const page of raw) checkConversion(colourChannels(page), options.channels, page.page);
      const meter = options.scaling && (await measure(raw, options.scaling));
      const stem = parse(path).name;
      const pages = raw.map((page, index) =>
        imagePage(path, pageName(stem, index, raw.length), page, {
          channels: options.channels,
          range: meter?.rangeOf(page),
        }),
      );
      return { pages, close: () => source.close() };
    } catch (error) {
      source.close();
      throw error;
    }
  });
}

function rawPages(source: FileSource, maxPixels: number): RawPage[] {
  if (!isTiff(source.read(0, Math.min(4, source.length)))) {
    return decodeFile(source.read(0, source.length), maxPixels).map(pageInMemory);
  }
  const { file, images, onPage } = readTiffImages(source, Number.POSITIVE_INFINITY);
  return images.map((image, index) => {
    const readRows = onPage(index, () => tiffRowReader(file, image, maxPixels));
    const readRaw = (row: number, count: number): RawImage => onPage(index, () => readRows(row, count));
    return { ...finishedPixels(image), page: images.length > 1 ? index : undefined, readRaw };
  });
}

function pageInMemory(image: RawImage): RawPage {
  const { data: _data, indices: _indices, ...pixels } = image;
  return { ...pixels, page: undefined, readRaw: (row, count) => rowsOf(image, row, count) };
}

/** Pixels that are measured at a time. */
const MEASURED_PIXELS = 2 ** 20;

/** Reads all pages once, by rows, for a scaling that depends on them. */
async function measure(pages: readonly RawPage[], scaling: Scaling): Promise<FileMeter> {
  const meter = createFileMeter(pages, scaling);
  if (fixedRange(scaling) !== undefined) return meter;
  for (const { height, width, readRaw } of pages) {
    const rows = Math.max(1, Math.floor(MEASURED_PIXELS / width));
    for (let row = 0; row < height; row += rows) {
      meter.add(readRaw(row, Math.min(rows, height - row)));
      // Signals are heard in between.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  return meter;
}

function imagePage(
  file: string,
  name: string,
  raw: RawPage,
  options: { readonly channels: 1 | 3 | undefined; readonly range: GreyRange | undefined },
): ImagePage {
  const { height, width, page } = raw;
  const readRows = (row: number, count: number): ImageArray => {
    checkInteger('ImagePage.readRows', 'row', row, 0);
    checkInteger('ImagePage.readRows', 'count', count, 1);
    if (row + count > height) {
      throw new RangeError(
        `ImagePage.readRows: rows must lie within the ${height} of the page, got ${count} from ${row}`,
      );
    }
    try {
      const rows = { ...raw.readRaw(row, count), ...(page === undefined ? {} : { page }) };
      return imageOfPage(rows, { ...options, top: row });
    } catch (error) {
      throw placeError(error, { file });
    }
  };
  return { name, height, width, channels: options.channels ?? colourChannels(raw), readRows };
}
