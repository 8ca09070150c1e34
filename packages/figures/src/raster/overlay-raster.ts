import type { ImageArray, LabelArray } from '@unet/tensor/arrays';
import { seriesColors } from '../svg/style.ts';
import { imageRaster } from './image-raster.ts';
import { type Raster, type Rgb, rgbOf } from './raster.ts';

/** Colour of a class that is laid over an image; more classes than colours begin again. The background, 0, has none. */
export function overlayColor(value: number): string {
  return seriesColors[(value - 1) % seriesColors.length]!;
}

const colors: readonly Rgb[] = seriesColors.map((_, index) => rgbOf(overlayColor(index + 1)));

/** An image with the classes above 0 of its label laid over it. */
export function overlayRaster(image: ImageArray, label: LabelArray, opacity: number): Raster {
  const raster = imageRaster(image);
  const { data } = raster;
  for (let pixel = 0; pixel < label.data.length; pixel++) {
    const value = label.data[pixel]!;
    if (value === 0) continue;
    const color = colors[(value - 1) % colors.length]!;
    for (let channel = 0; channel < 3; channel++) {
      const index = 3 * pixel + channel;
      data[index] = Math.round((1 - opacity) * data[index]! + opacity * color[channel]!);
    }
  }
  return raster;
}
