import { checkSize } from '../decode-limits.ts';
import { upright } from '../orientation.ts';
import type { RawData, RawImage } from '../raw-image.ts';
import { decompress, JPEG } from './compression.ts';
import { finishPixels, joinChannels } from './finish-pixels.ts';
import { jpegSamples } from './jpeg-samples.ts';
import { sampleType, segmentSamples } from './segment-samples.ts';
import type { TiffFile } from './tiff-directory.ts';
import type { TiffImage } from './tiff-images.ts';
import type { TiffPage } from './tiff-page.ts';
import type { TiffPart } from './tiff-segments.ts';

/** Rows of one row of segments: those from `first` of the segments on. */
interface BandRows {
  readonly band: number;
  readonly first: number;
  readonly count: number;
}

/** Reads `count` rows from `row` on, which must lie within the image. */
export type RowReader = (row: number, count: number) => RawImage;

/**
 * Reads rows of an image. Of compressed segments it keeps the last row of them, so that rows which are read in order are decompressed once;
 * of others it reads what is asked for and keeps nothing. An image that is not stored upright is kept as a whole once it is read.
 * @param maxPixels largest number of pixels to be held between two calls
 * @throws FileError if more than `maxPixels` pixels are to be held
 */
export function tiffRowReader(file: TiffFile, image: TiffImage, maxPixels: number): RowReader {
  const [{ orientation, width, height }] = image;
  if (orientation !== 1) {
    checkSize(width, height, image[0].samples * image.length, maxPixels);
    let whole: RawImage | undefined;
    return (row, count) => {
      whole ??= decodeTiffImage(file, image);
      return rowsOf(whole, row, count);
    };
  }
  const readers = image.map((page) => pageRowReader(file, page, maxPixels));
  return (row, count) => joinChannels(readers.map((read) => read(row, count)));
}

/** Rows of an image in memory, of which the samples are a view. */
export function rowsOf(image: RawImage, row: number, count: number): RawImage {
  const { indices: _indices, ...pixels } = image;
  const rowLength = image.width * image.channels;
  return { ...pixels, height: count, data: image.data.subarray(row * rowLength, (row + count) * rowLength) };
}

function pageRowReader(file: TiffFile, page: TiffPage, maxPixels: number): RowReader {
  const { segments, width, samples } = page;
  const isCompressed = page.compression !== 1;
  if (isCompressed) checkSize(width, Math.min(segments.height, page.height), samples, maxPixels);
  let held: { readonly band: number; readonly data: RawData } | undefined;

  function rowsOfBand(rows: BandRows): RawData {
    const visible = Math.min(segments.height, page.height - rows.band * segments.height);
    if (!isCompressed || rows.count === visible) return decodeBand(file, page, rows);
    if (held?.band !== rows.band) {
      held = { band: rows.band, data: decodeBand(file, page, { band: rows.band, first: 0, count: visible }) };
    }
    return held.data.subarray(rows.first * width * samples, (rows.first + rows.count) * width * samples);
  }

  return (row, count) => {
    const data = emptySamples(page, count);
    let done = 0;
    while (done < count) {
      const band = Math.floor((row + done) / segments.height);
      const first = (row + done) % segments.height;
      const part = { band, first, count: Math.min(count - done, segments.height - first) };
      data.set(rowsOfBand(part), done * width * samples);
      done += part.count;
    }
    return finishPixels(page, count, data);
  };
}

/** Decodes a whole image at once. */
export function decodeTiffImage(file: TiffFile, image: TiffImage): RawImage {
  return upright(joinChannels(image.map((page) => decodePage(file, page))), image[0].orientation);
}

function decodePage(file: TiffFile, page: TiffPage): RawImage {
  const { height, width, samples, segments } = page;
  const data = emptySamples(page, height);
  for (let band = 0; band < segments.down; band++) {
    const row = band * segments.height;
    const rows = { band, first: 0, count: Math.min(segments.height, height - row) };
    placeBand(file, page, rows, data.subarray(row * width * samples, (row + rows.count) * width * samples));
  }
  return finishPixels(page, height, data);
}

function decodeBand(file: TiffFile, page: TiffPage, rows: BandRows): RawData {
  const target = emptySamples(page, rows.count);
  placeBand(file, page, rows, target);
  return target;
}

function emptySamples({ format, bitDepth, width, samples }: TiffPage, rows: number): RawData {
  return new (sampleType(format, bitDepth)!)(rows * width * samples);
}

/** Decodes rows of one row of segments, of all channels, into `target`, which holds just these rows. */
function placeBand(file: TiffFile, page: TiffPage, { band, first, count }: BandRows, target: RawData): void {
  const { segments } = page;
  const planes = page.samples / segments.samples;
  for (let plane = 0; plane < planes; plane++) {
    for (let across = 0; across < segments.across; across++) {
      const part = segments.parts[(plane * segments.down + band) * segments.across + across]!;
      const decoded = decodeSegment(file, page, part, { band, first, count });
      placeSegment(page, decoded, { column: across * segments.width, plane, count }, target);
    }
  }
}

/** Samples of the wanted rows of a strip or tile. Of one that is not compressed nothing else is read. */
function decodeSegment(
  { source, littleEndian }: TiffFile,
  page: TiffPage,
  part: TiffPart,
  { band, first, count }: BandRows,
): RawData {
  const { rowBytes, samples, width, height, tiled } = page.segments;
  if (page.compression === 1) {
    const start = Math.min(first * rowBytes, part.length);
    const bytes = bitsInOrder(page, source.read(part.offset + start, Math.min(count * rowBytes, part.length - start)));
    return segmentSamples(page, decompress(1, bytes, count * rowBytes, count * rowBytes), count, littleEndian);
  }
  const rows = tiled ? height : Math.min(height, page.height - band * height);
  const compressed = bitsInOrder(page, source.read(part.offset, part.length));
  if (page.compression === JPEG) {
    const all = jpegSamples(page, compressed, rows);
    return first === 0 ? all : all.subarray(first * width * samples);
  }
  const bytes = decompress(page.compression, compressed, rows * rowBytes, height * rowBytes);
  const all = segmentSamples(page, bytes, rows, littleEndian);
  return first === 0 ? all : all.subarray(first * width * samples);
}

/** Bytes whose most significant bit comes first. */
function bitsInOrder({ bitsReversed }: TiffPage, bytes: Uint8Array): Uint8Array {
  if (!bitsReversed) return bytes;
  return bytes.map((byte) => {
    let turned = 0;
    for (let bit = 0; bit < 8; bit++) turned |= ((byte >> bit) & 1) << (7 - bit);
    return turned;
  });
}

/** Copies what lies within the page. */
function placeSegment(
  page: TiffPage,
  decoded: RawData,
  { column, plane, count }: { column: number; plane: number; count: number },
  target: RawData,
): void {
  const { segments } = page;
  const visibleColumns = Math.min(segments.width, page.width - column);
  for (let row = 0; row < count; row++) {
    const from = row * segments.width * segments.samples;
    const to = (row * page.width + column) * page.samples;
    if (segments.samples === page.samples) {
      target.set(decoded.subarray(from, from + visibleColumns * page.samples), to);
      continue;
    }
    for (let index = 0; index < visibleColumns; index++) {
      target[to + index * page.samples + plane] = decoded[from + index]!;
    }
  }
}
