import { FileError } from '@unet/files';
import { checkSize } from '../decode-limits.ts';
import { isOrientation, type Orientation } from '../orientation.ts';
import type { RawImage } from '../raw-image.ts';
import { checkCompression, JPEG } from './compression.ts';
import { sampleType } from './segment-samples.ts';
import { type TiffDirectory, type TiffFile, tagBytes, tagValues } from './tiff-directory.ts';
import { readSegments, type TiffSegments } from './tiff-segments.ts';

/** What the tags of one page say, checked. */
export interface TiffPage {
  readonly width: number;
  readonly height: number;
  /** Samples per pixel. */
  readonly samples: number;
  readonly bitDepth: number;
  readonly format: RawImage['format'];
  readonly alpha: boolean;
  readonly whiteIsZero: boolean;
  readonly orientation: Orientation;
  /** Whether the bits of each byte of the file stand in reverse (FillOrder 2). */
  readonly bitsReversed: boolean;
  /** Red, then green, then blue of every palette entry, 16 bits each; undefined without a palette. */
  readonly colourMap: readonly number[] | undefined;
  readonly compression: number;
  /** Of JPEG: the tables that all strips or tiles share, if there are any, and whether their colours are luma and colour differences. */
  readonly jpeg: { readonly tables: Uint8Array | undefined; readonly colourDifferences: boolean };
  /** 1 none, 2 differences along the row, 3 those of floats by byte planes. */
  readonly predictor: number;
  readonly segments: TiffSegments;
}

const tags = {
  width: 256,
  height: 257,
  bitsPerSample: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  orientation: 274,
  samplesPerPixel: 277,
  predictor: 317,
  jpegTables: 347,
  colourMap: 320,
  extraSamples: 338,
  sampleFormat: 339,
} as const;

/** The photometric interpretation of luma and colour differences, in which JPEG keeps colours. */
const YCBCR = 6;

const formats: Record<number, RawImage['format']> = { 1: 'uint', 2: 'int', 3: 'float' };

const photometricNames: Record<number, string> = {
  4: 'a transparency mask',
  5: 'CMYK',
  6: 'YCbCr',
  8: 'CIE L*a*b*',
  32803: 'a colour filter array',
};

/** Reads and checks the tags of one page (TIFF 6.0; sample formats: section 19). No memory is taken for pixels yet. */
export function readTiffPage(file: TiffFile, directory: TiffDirectory, maxPixels: number): TiffPage {
  const first = (tag: number, fallback?: number): number => {
    const value = tagValues(file, directory, tag)?.[0] ?? fallback;
    if (value === undefined) throw new FileError(`damaged TIFF: tag ${tag} is missing`);
    return value;
  };
  const same = (tag: number, fallback: number, what: string): number => {
    const values = tagValues(file, directory, tag) ?? [fallback];
    if (values.some((value) => value !== values[0])) {
      throw new FileError(`TIFF with channels of different ${what} (${values.join(', ')}) is not supported`);
    }
    return values[0] ?? fallback;
  };
  const width = first(tags.width);
  const height = first(tags.height);
  const samples = first(tags.samplesPerPixel, 1);
  if (samples < 1) throw new FileError('damaged TIFF: no samples per pixel');
  checkSize(width, height, samples, maxPixels);
  const bitDepth = same(tags.bitsPerSample, 1, 'bit depth');
  const formatCode = same(tags.sampleFormat, 1, 'sample format');
  // 4 is "undefined"; the specification tells readers to take it as unsigned.
  const format = formats[formatCode === 4 ? 1 : formatCode];
  if (format === undefined || sampleType(format, bitDepth) === undefined) {
    throw new FileError(`TIFF with ${bitDepth}-bit ${format ?? `format-${formatCode}`} samples is not supported`);
  }
  // Some writers leave out what the number of samples tells.
  const photometric = first(tags.photometric, samples >= 3 ? 2 : 1);
  const compression = first(tags.compression, 1);
  checkCompression(compression);
  const isJpeg = compression === JPEG;
  if (photometric > 3 && !(photometric === YCBCR && isJpeg)) {
    const name = photometricNames[photometric] ?? `photometric interpretation ${photometric}`;
    throw new FileError(`TIFF with ${name} is not supported`);
  }
  const orientation = first(tags.orientation, 1);
  if (isJpeg && (bitDepth !== 8 || format !== 'uint')) {
    throw new FileError(`TIFF with JPEG of ${bitDepth}-bit ${format} samples is not supported`);
  }
  const colours = photometric === 2 || photometric === YCBCR ? 3 : 1;
  if (samples < colours) throw new FileError('damaged TIFF: RGB with fewer than 3 samples per pixel');
  const layout = { width, height, samples, bitDepth, compression };
  return {
    ...layout,
    format,
    alpha: hasAlpha(samples, colours, tagValues(file, directory, tags.extraSamples)),
    // Of numbers that may be negative there is no largest one that would be black.
    whiteIsZero: photometric === 0 && format === 'uint',
    // Writers that do not care leave 0.
    orientation: isOrientation(orientation) ? orientation : 1,
    bitsReversed: first(tags.fillOrder, 1) === 2,
    colourMap: photometric === 3 ? readColourMap(file, directory, samples, bitDepth, format) : undefined,
    jpeg: { tables: tagBytes(file, directory, tags.jpegTables), colourDifferences: photometric === YCBCR },
    predictor: readPredictor(compression, first(tags.predictor, 1), bitDepth, format),
    segments: readSegments(file, directory, layout),
  };
}

/**
 * Whether the last channel is opacity: where the file says so (ExtraSamples 1 or 2), and for a fourth channel beside RGB,
 * which many writers leave unspecified.
 */
function hasAlpha(samples: number, colours: number, extraSamples: readonly number[] = []): boolean {
  if (samples !== colours + 1) return false;
  return colours === 3 || extraSamples[0] === 1 || extraSamples[0] === 2;
}

function readPredictor(compression: number, predictor: number, bitDepth: number, format: RawImage['format']): number {
  // Predictors belong to LZW and deflate (TIFF 6.0 section 14); libtiff too passes over the tag elsewhere.
  if (compression === 1 || compression === 32773 || compression === JPEG) return 1;
  const fits =
    predictor === 1 ||
    (predictor === 2 && bitDepth >= 8 && bitDepth % 8 === 0) ||
    (predictor === 3 && format === 'float');
  if (!fits)
    throw new FileError(`TIFF with predictor ${predictor} of ${bitDepth}-bit ${format} samples is not supported`);
  return predictor;
}

function readColourMap(
  file: TiffFile,
  directory: TiffDirectory,
  samples: number,
  bitDepth: number,
  format: RawImage['format'],
): readonly number[] {
  const colourMap = tagValues(file, directory, tags.colourMap);
  if (samples !== 1 || format !== 'uint' || colourMap?.length !== 3 * 2 ** bitDepth) {
    throw new FileError('damaged TIFF: colours by palette, but no whole palette');
  }
  return colourMap;
}
