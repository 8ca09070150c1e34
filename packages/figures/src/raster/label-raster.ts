import type { LabelArray } from '@unet/tensor/arrays';
import { seriesColors } from '../svg/style.ts';
import { type Raster, type Rgb, rgbOf } from './raster.ts';

const black: Rgb = [0, 0, 0];
const white: Rgb = [255, 255, 255];
const many: readonly Rgb[] = seriesColors.map(rgbOf);

/** Colour of class `value` in a label whose largest is `highest`: black and white for two, else black and a cycle of colours. */
export function labelColor(value: number, highest: number): Rgb {
  if (value <= 0) return black;
  return highest <= 1 ? white : many[(value - 1) % many.length]!;
}

/** The largest class of a label. */
export function highestLabel(label: LabelArray): number {
  let highest = 0;
  for (const value of label.data) if (value > highest) highest = value;
  return highest;
}

/** A label in its colours, see {@link labelColor}. */
export function labelRaster(label: LabelArray): Raster {
  const { height, width } = label;
  const highest = highestLabel(label);
  const data = new Uint8Array(height * width * 3);
  for (let pixel = 0; pixel < height * width; pixel++) {
    data.set(labelColor(label.data[pixel]!, highest), pixel * 3);
  }
  return { height, width, data };
}
