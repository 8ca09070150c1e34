import { encodePng } from '@unet/image-io/arrays';
import type { Raster } from './raster.ts';

/** A picture as a PNG in a `data:` URI; one channel where it is grey all over, which is a third of the size. */
export function pngUri(raster: Raster): string {
  const grey = greyOf(raster.data);
  const { height, width } = raster;
  const data = grey ?? raster.data;
  const png = encodePng({ height, width, channels: grey ? 1 : 3, bitDepth: 8, format: 'uint', data });
  return `data:image/png;base64,${base64(png)}`;
}

function greyOf(data: Uint8Array): Uint8Array | undefined {
  const grey = new Uint8Array(data.length / 3);
  for (let pixel = 0; pixel < grey.length; pixel++) {
    const value = data[pixel * 3]!;
    if (value !== data[pixel * 3 + 1] || value !== data[pixel * 3 + 2]) return undefined;
    grey[pixel] = value;
  }
  return grey;
}

function base64(bytes: Uint8Array): string {
  // `String.fromCharCode` takes its arguments from the stack: in pieces.
  const piece = 0x8000;
  let binary = '';
  for (let start = 0; start < bytes.length; start += piece) {
    binary += String.fromCharCode(...bytes.subarray(start, start + piece));
  }
  return btoa(binary);
}
