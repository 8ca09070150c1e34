import type { RawData, RawImage } from '@unet/image-io/arrays';

/** A case of png.json, tiff.json or jpeg.json. */
export interface FixtureCase {
  readonly name: string;
  readonly file: string;
  readonly pages: readonly FixturePage[];
}

interface FixturePage {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly bitDepth: number;
  readonly format: string;
  readonly alpha: boolean;
  readonly whiteIsZero?: boolean;
  readonly separateChannels?: boolean;
  readonly data: string;
  readonly indices?: string;
}

const types: Record<string, new (buffer: ArrayBuffer) => RawData> = {
  uint8: Uint8Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  int64: Float64Array,
  uint64: Float64Array,
  float32: Float32Array,
  float64: Float64Array,
};

export function bytesFromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** What decodePages must return. */
export function expectedPages(fixture: FixtureCase): RawImage[] {
  return fixture.pages.map(({ data, indices, ...rest }, page) => {
    const { bitDepth } = rest;
    const bits = bitDepth <= 8 ? 8 : bitDepth <= 16 ? 16 : bitDepth;
    const type = types[`${rest.format}${bits}`]!;
    return {
      ...rest,
      format: rest.format as RawImage['format'],
      data: new type(bytesFromBase64(data).buffer),
      ...(indices === undefined ? {} : { indices: bytesFromBase64(indices) }),
      ...(fixture.pages.length > 1 ? { page } : {}),
    };
  });
}
