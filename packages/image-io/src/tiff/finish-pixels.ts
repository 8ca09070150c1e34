import type { RawData, RawImage } from '../raw-image.ts';
import type { TiffPage } from './tiff-page.ts';

/** What the pixels of a page are when {@link finishPixels} is done with them. */
export function finishedPixels(page: TiffPage): Omit<RawImage, 'height' | 'data'> {
  const { width, samples, bitDepth, format, alpha } = page;
  if (page.colourMap === undefined) return { width, channels: samples, bitDepth, format, alpha };
  return { width, channels: 3, bitDepth: 8, format: 'uint', alpha: false };
}

/** Applies what the page says about its samples: a palette, white as zero. `data` may be changed. */
export function finishPixels(page: TiffPage, height: number, data: RawData): RawImage {
  const { samples, bitDepth, alpha, colourMap } = page;
  const pixels = { ...finishedPixels(page), height };
  if (colourMap !== undefined) {
    const indices = data as Uint8Array | Uint16Array;
    return { ...pixels, data: applyColourMap(indices, colourMap), indices };
  }
  if (page.whiteIsZero) invert(data, samples, alpha ? samples - 1 : samples, 2 ** bitDepth - 1);
  return { ...pixels, data };
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
