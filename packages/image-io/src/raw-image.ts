import { checkCount, checkObject, describe } from '@unet/tensor/internal';

/** The sample types of {@link RawImage}: unsigned and signed integers, floats. */
export type RawData =
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Float32Array
  | Float64Array;

/** One page of an image file, with its numbers as they are stored. */
export interface RawImage {
  readonly width: number;
  readonly height: number;
  /** Samples per pixel, opacity included: 1 grey, 2 grey and opacity, 3 RGB, 4 RGB and opacity; a TIFF may have any number. */
  readonly channels: number;
  /**
   * Bits per sample. Whole numbers of other than 8, 16 or 32 bits lie unscaled in the next larger type, one sample an element: 12 bits in a
   * `Uint16Array`, and 64 in a `Float64Array`, where they are exact up to 2^53.
   */
  readonly bitDepth: number;
  readonly format: 'uint' | 'int' | 'float';
  /** `height * width * channels` samples, row by row, channels last. */
  readonly data: RawData;
  /** Whether the last channel is opacity; by default it is where there are 2 or 4 channels. */
  readonly alpha?: boolean;
  /** Whether the channels are images of their own, such as those of a microscope, and not colours. */
  readonly separateChannels?: boolean;
  /** Whether the file says that 0 is white, so that an image is shown inverted. `data` are as they are stored, which is what counts in labels. */
  readonly whiteIsZero?: boolean;
  /** Palette index of each pixel where the file has a palette; `data` then holds the colours. */
  readonly indices?: Uint8Array | Uint16Array;
  /** Number of the page from 0, in files of several pages; error messages name it. */
  readonly page?: number;
}

type RawDataType = (new (length: number) => RawData) & (new (buffer: ArrayBuffer) => RawData);

const dataTypes: Record<string, RawDataType> = {
  uint32: Uint32Array,
  uint64: Float64Array,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  int64: Float64Array,
  float32: Float32Array,
  float64: Float64Array,
};

/** The array type that holds samples of this kind, or undefined where there is none. */
export function rawDataType(format: RawImage['format'], bitDepth: number): RawDataType | undefined {
  if (format === 'uint' && Number.isInteger(bitDepth) && bitDepth >= 1 && bitDepth <= 16) {
    return bitDepth <= 8 ? Uint8Array : Uint16Array;
  }
  return dataTypes[`${format}${bitDepth}`];
}

/** The largest value that an integer sample can have. */
export function largestSample({ format, bitDepth }: Pick<RawImage, 'format' | 'bitDepth'>): number {
  return 2 ** (format === 'int' ? bitDepth - 1 : bitDepth) - 1;
}

/** Channels without opacity. */
export function colourChannels({ channels, alpha }: Pick<RawImage, 'channels' | 'alpha'>): number {
  return (alpha ?? (channels === 2 || channels === 4)) ? channels - 1 : channels;
}

/** The same image with 0 as black. */
export function asShown(raw: RawImage): RawImage {
  if (raw.whiteIsZero !== true) return raw;
  const { whiteIsZero: _, ...others } = raw;
  const { channels } = raw;
  const colours = colourChannels(raw);
  const largest = largestSample(raw);
  const data = raw.data.map((value, index) => (index % channels < colours ? largest - value : value));
  return { ...others, data };
}

/** Throws a TypeError or RangeError unless `value` is a whole {@link RawImage}. */
export function checkRawImage(where: string, argument: string, value: RawImage): void {
  checkObject(where, argument, value, 'a RawImage');
  for (const side of ['width', 'height', 'channels'] as const) checkCount(where, `${argument}.${side}`, value[side]);
  const type = rawDataType(value.format, value.bitDepth);
  if (type === undefined) {
    throw new RangeError(`${where}: ${argument} must not have ${describe(value.bitDepth)}-bit ${value.format} samples`);
  }
  if (!(value.data instanceof type)) {
    throw new TypeError(`${where}: ${argument}.data must be a ${type.name}, got ${describe(value.data)}`);
  }
  const length = value.width * value.height * value.channels;
  if (value.data.length !== length) {
    throw new RangeError(`${where}: ${argument}.data must hold ${length} values, got ${value.data.length}`);
  }
}
