import { isTurned } from '../orientation.ts';
import type { RawData, RawImage } from '../raw-image.ts';
import type { TiffImage } from './tiff-images.ts';
import type { TiffPage } from './tiff-page.ts';

/** What the pixels of an image are when its pages have been decoded, finished and turned upright. */
export function finishedPixels(image: TiffImage): Omit<RawImage, 'data'> {
  const [first] = image;
  const { orientation } = first;
  const pixels = pagePixels(first);
  const [height, width] = isTurned(orientation) ? [first.width, first.height] : [first.height, first.width];
  return image.length === 1
    ? { ...pixels, height, width }
    : { ...pixels, height, width, channels: image.length, alpha: false, separateChannels: true };
}

/** The pixels of samples, which are colours where the page has a palette. */
export function finishPixels(page: TiffPage, height: number, data: RawData): RawImage {
  const { colourMap, width } = page;
  const pixels = { ...pagePixels(page), height, width };
  if (colourMap === undefined) return { ...pixels, data };
  const indices = data as Uint8Array | Uint16Array;
  return { ...pixels, data: applyColourMap(indices, colourMap), indices };
}

function pagePixels(page: TiffPage): Omit<RawImage, 'height' | 'width' | 'data'> {
  const { samples, bitDepth, format, alpha, whiteIsZero } = page;
  if (page.colourMap !== undefined) return { channels: 3, bitDepth: 8, format: 'uint', alpha: false };
  // 16-bit floats are decoded to 32 bits.
  const decodedDepth = format === 'float' ? Math.max(32, bitDepth) : bitDepth;
  return { channels: samples, bitDepth: decodedDepth, format, alpha, ...(whiteIsZero ? { whiteIsZero } : {}) };
}

/** Makes one image of as many pages of one channel. */
export function joinChannels(pages: readonly RawImage[]): RawImage {
  const [first] = pages as [RawImage];
  if (pages.length === 1) return first;
  const channels = pages.length;
  const data = new (first.data.constructor as new (length: number) => RawData)(first.data.length * channels);
  for (const [channel, page] of pages.entries()) {
    for (let pixel = 0; pixel < page.data.length; pixel++) data[pixel * channels + channel] = page.data[pixel]!;
  }
  return { ...first, channels, alpha: false, separateChannels: true, data };
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
