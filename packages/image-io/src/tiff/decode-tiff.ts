import { FileError, placeError, reasonOf } from '@unet/files';
import { type RawData, type RawImage, rawDataType } from '../raw-image.ts';
import { decompress } from './compression.ts';
import { segmentSamples } from './segment-samples.ts';
import { readTiffDirectories, type TiffFile } from './tiff-directory.ts';
import { readTiffPage, type TiffPage } from './tiff-page.ts';

/**
 * Decodes all pages of a TIFF or BigTIFF file (TIFF 6.0): strips or tiles; uncompressed, PackBits, LZW or deflate; channels
 * interleaved or apart; grey (also white is zero), RGB or palette. The headers of all pages are checked before the first is decoded.
 */
export function decodeTiff(bytes: Uint8Array, maxPixels: number): RawImage[] {
  const { file, directories } = readTiffDirectories(bytes);
  const several = directories.length > 1;
  const onPage = <T>(page: number, work: () => T): T => {
    try {
      return work();
    } catch (error) {
      const known =
        error instanceof FileError ? error : new FileError(`damaged TIFF: ${reasonOf(error)}`, { cause: error });
      throw several ? placeError(known, { page }) : known;
    }
  };
  const pages = directories.map((directory, page) => onPage(page, () => readTiffPage(file, directory, maxPixels)));
  return pages.map((page, index) => {
    const image = onPage(index, () => decodePage(file, page));
    return several ? { ...image, page: index } : image;
  });
}

function decodePage(file: TiffFile, page: TiffPage): RawImage {
  const { width, height, samples, bitDepth, format, alpha } = page;
  const data = new (rawDataType(format, bitDepth)!)(width * height * samples);
  readPixels(file, page, data);
  if (page.colourMap !== undefined) {
    const indices = data as Uint8Array | Uint16Array;
    const colours = applyColourMap(indices, page.colourMap);
    return { width, height, channels: 3, bitDepth: 8, format: 'uint', data: colours, alpha: false, indices };
  }
  if (page.whiteIsZero) invert(data, samples, alpha ? samples - 1 : samples, 2 ** bitDepth - 1);
  return { width, height, channels: samples, bitDepth, format, data, alpha };
}

/** Decodes strip by strip, or tile by tile, into the page. */
function readPixels(file: TiffFile, page: TiffPage, target: RawData): void {
  const { segments } = page;
  const perPlane = segments.across * segments.down;
  const capacity = segments.height * segments.rowBytes;
  segments.parts.forEach((part, index) => {
    const plane = Math.floor(index / perPlane);
    const row = Math.floor((index % perPlane) / segments.across) * segments.height;
    const column = ((index % perPlane) % segments.across) * segments.width;
    const visibleRows = Math.min(segments.height, page.height - row);
    const rows = segments.tiled ? segments.height : visibleRows;
    const bytes = decompress(page.compression, part, rows * segments.rowBytes, capacity);
    const samples = segmentSamples(page, bytes, rows, file.littleEndian);
    placeSegment(page, samples, { row, column, plane, visibleRows }, target);
  });
}

/** Copies what lies within the page. */
function placeSegment(
  page: TiffPage,
  samples: RawData,
  { row, column, plane, visibleRows }: { row: number; column: number; plane: number; visibleRows: number },
  target: RawData,
): void {
  const { segments } = page;
  const visibleColumns = Math.min(segments.width, page.width - column);
  for (let inside = 0; inside < visibleRows; inside++) {
    const from = inside * segments.width * segments.samples;
    const to = ((row + inside) * page.width + column) * page.samples;
    if (segments.samples === page.samples) {
      target.set(samples.subarray(from, from + visibleColumns * page.samples), to);
      continue;
    }
    for (let index = 0; index < visibleColumns; index++) {
      target[to + index * page.samples + plane] = samples[from + index]!;
    }
  }
}

/** Colours in 8 bits: files hold 16, of which old writers filled the lower 8 alone. */
function applyColourMap(indices: Uint8Array | Uint16Array, colourMap: readonly number[]): Uint8Array {
  const entries = colourMap.length / 3;
  const shift = colourMap.every((value) => value < 256) ? 0 : 8;
  const colours = new Uint8Array(indices.length * 3);
  for (let pixel = 0; pixel < indices.length; pixel++) {
    const index = indices[pixel]!;
    colours[3 * pixel] = colourMap[index]! >> shift;
    colours[3 * pixel + 1] = colourMap[entries + index]! >> shift;
    colours[3 * pixel + 2] = colourMap[2 * entries + index]! >> shift;
  }
  return colours;
}

/** Turns white-is-zero into black-is-zero; channels from `colours` on stay. */
function invert(data: RawData, channels: number, colours: number, largest: number): void {
  for (let pixel = 0; pixel < data.length; pixel += channels) {
    for (let channel = 0; channel < colours; channel++) data[pixel + channel] = largest - data[pixel + channel]!;
  }
}
