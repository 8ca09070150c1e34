import { fitScaling, type RawImage, toImageArrays } from '@unet/image-io/arrays';
import type { Scaling } from '@unet/tensor/arrays';
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
export function asImages(file: string, pages: readonly RawImage[], scaling: Scaling | undefined): SeenImage[] {
  const names = pageNames(file, pages);
  const images = placed(file, () => toImageArrays(pages, { scaling: scaling && fitScaling([pages], scaling) }));
  return images.map(({ height, width, channels, data }, index) => {
    const name = names[index]!;
    const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
    const variance = data.reduce((sum, value) => sum + (value - mean) ** 2, 0) / data.length;
    return { name, height, width, channels, scaled: { mean, sd: Math.sqrt(variance) } };
  });
}
