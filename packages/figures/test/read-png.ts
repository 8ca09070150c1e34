import { decodePages, type RawImage } from '@unet/image-io/arrays';

/** The picture in a PNG file. */
export function readPng(png: Uint8Array): RawImage {
  return decodePages(png)[0]!;
}

/** All channels of a pixel. */
export function pixel({ width, channels, data }: RawImage, row: number, column: number): number[] {
  const start = (row * width + column) * channels;
  return [...data.slice(start, start + channels)];
}
