import type { ImageArray } from '@unet/tensor/arrays';
import { missingColor, type Raster } from './raster.ts';

/** Which channel red, green and blue show: of two channels the first in magenta and the second in green, of more the first three. */
const shownChannels: Readonly<Record<number, readonly [red: number, green: number, blue: number]>> = {
  1: [0, 0, 0],
  2: [0, 1, 0],
};

/** Values in [0, 1] as 8 bits; what lies outside is cut off, NaN is magenta. */
export function imageRaster(image: ImageArray): Raster {
  const { height, width, channels } = image;
  const shown = shownChannels[channels] ?? [0, 1, 2];
  const data = new Uint8Array(height * width * 3);
  for (let pixel = 0; pixel < height * width; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      const value = image.data[pixel * channels + shown[channel]!]!;
      data[pixel * 3 + channel] = Number.isNaN(value)
        ? missingColor[channel]!
        : Math.round(Math.min(1, Math.max(0, value)) * 255);
    }
  }
  return { height, width, data };
}
