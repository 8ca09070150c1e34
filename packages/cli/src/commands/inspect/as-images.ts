import { type RawImage, toImageArray } from '@unet/image-io/arrays';
import { pageNames, placed } from './placed-pages.ts';

/** An image as the network would see it. Plain JSON. */
export interface SeenImage {
  readonly name: string;
  readonly height: number;
  readonly width: number;
  /** Opacity is dropped. */
  readonly channels: number;
  /** Of all values, in the scale in which the trainer takes them. */
  readonly scaled: { readonly mean: number; readonly sd: number };
}

/**
 * Reads the pages of a file as images, as the trainer does.
 * @throws FileError for what cannot be one
 */
export function asImages(file: string, pages: readonly RawImage[]): SeenImage[] {
  const names = pageNames(file, pages);
  return pages.map((page, index) => {
    const name = names[index]!;
    const { height, width, channels, data } = placed(file, () => toImageArray(page));
    const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
    const variance = data.reduce((sum, value) => sum + (value - mean) ** 2, 0) / data.length;
    return { name, height, width, channels, scaled: { mean, sd: Math.sqrt(variance) } };
  });
}
