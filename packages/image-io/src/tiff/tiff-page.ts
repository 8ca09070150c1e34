import { FileError } from '@unet/files';
import { checkSize } from '../decode-limits.ts';
import { type RawImage, rawDataType } from '../raw-image.ts';
import { checkCompression } from './compression.ts';
import { type TiffDirectory, type TiffFile, tagValues } from './tiff-directory.ts';
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
  /** Red, then green, then blue of every palette entry, 16 bits each; undefined without a palette. */
  readonly colourMap: readonly number[] | undefined;
  readonly compression: number;
  /** 1 none, 2 differences along the row, 3 the same of floats by byte planes. */
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
  colourMap: 320,
  extraSamples: 338,
  sampleFormat: 339,
} as const;

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
  if (format === undefined || rawDataType(format, bitDepth) === undefined) {
    throw new FileError(`TIFF with ${bitDepth}-bit ${format ?? `format-${formatCode}`} samples is not supported`);
  }
  const photometric = first(tags.photometric);
  if (photometric > 3) {
    const name = photometricNames[photometric] ?? `photometric interpretation ${photometric}`;
    throw new FileError(`TIFF with ${name} is not supported`);
  }
  const orientation = first(tags.orientation, 1);
  if (orientation !== 1) throw new FileError(`TIFF with orientation ${orientation} is not supported: save it upright`);
  if (first(tags.fillOrder, 1) !== 1) throw new FileError('TIFF with reversed bits (fill order 2) is not supported');
  const whiteIsZero = photometric === 0;
  if (whiteIsZero && format !== 'uint')
    throw new FileError(`TIFF with ${format} samples of which white is zero is not supported`);
  const colours = photometric === 2 ? 3 : 1;
  if (samples < colours) throw new FileError('damaged TIFF: RGB with fewer than 3 samples per pixel');
  const compression = first(tags.compression, 1);
  checkCompression(compression);
  const layout = { width, height, samples, bitDepth, compression };
  return {
    ...layout,
    format,
    alpha: hasAlpha(samples, colours, tagValues(file, directory, tags.extraSamples)),
    whiteIsZero,
    colourMap: photometric === 3 ? readColourMap(file, directory, samples, bitDepth, format) : undefined,
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
  if (compression === 1 || compression === 32773) return 1;
  const fits =
    predictor === 1 ||
    (predictor === 2 && format !== 'float' && bitDepth >= 8) ||
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
