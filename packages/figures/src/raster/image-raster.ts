import type { ImageArray } from '@unet/tensor/arrays';
import { missingColor, type Raster } from './raster.ts';

/** Grey (1 channel) or colour (3 channels) values in [0, 1] as 8 bits; what lies outside is cut off, NaN is magenta. */
export function imageRaster(image: ImageArray): Raster {
  const { height, width, channels } = image;
  const data = new Uint8Array(height * width * 3);
  for (let pixel = 0; pixel < height * width; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      const value = image.data[channels === 1 ? pixel : pixel * channels + channel]!;
      data[pixel * 3 + channel] = Number.isNaN(value)
        ? missingColor[channel]!
        : Math.round(Math.min(1, Math.max(0, value)) * 255);
    }
  }
  return { height, width, data };
}
