import { insideShare } from '@unet/dataset/internal';
import type { ImageArray, LabelArray } from '@unet/tensor/arrays';

/** What the page shows of a slice. */
export interface SliceView {
  readonly name: string;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Share of the pixels that are inside of cells; undefined where there is no label that can be read. */
  readonly inside: number | undefined;
  readonly thumbnail: Thumbnail;
}

/** A slice made small. */
export interface Thumbnail {
  readonly height: number;
  readonly width: number;
  /** Red, green, blue and opacity of each pixel. */
  readonly image: Uint8ClampedArray<ArrayBuffer>;
  /** How much of each pixel is inside of cells, 0 to 255. */
  readonly inside: Uint8ClampedArray<ArrayBuffer>;
}

/** The longer side of a thumbnail in pixels, at most. */
const longestSide = 160;

/** Makes what is shown of a slice. */
export function viewOf(name: string, image: ImageArray, label: LabelArray | undefined): SliceView {
  const { height, width, channels } = image;
  const inside = label && insideShare(label.data);
  return { name, height, width, channels, inside, thumbnail: thumbnailOf(image, label) };
}

/** All memory of the views, to be moved to the page. */
export function viewBuffers(views: readonly SliceView[]): ArrayBuffer[] {
  return views.flatMap(({ thumbnail }) => [thumbnail.image.buffer, thumbnail.inside.buffer]);
}

/** Means of square blocks of pixels; those at the right and at the bottom may be narrower. */
function thumbnailOf(source: ImageArray, label: LabelArray | undefined): Thumbnail {
  const block = Math.ceil(Math.max(source.height, source.width) / longestSide);
  const height = Math.ceil(source.height / block);
  const width = Math.ceil(source.width / block);
  const image = new Uint8ClampedArray(4 * height * width).fill(255);
  const inside = new Uint8ClampedArray(height * width);
  for (let row = 0, pixel = 0; row < height; row++) {
    const bottom = Math.min(source.height, (row + 1) * block);
    for (let column = 0; column < width; column++, pixel++) {
      const right = Math.min(source.width, (column + 1) * block);
      let red = 0;
      let green = 0;
      let blue = 0;
      let cells = 0;
      let count = 0;
      for (let y = row * block; y < bottom; y++) {
        for (let x = column * block; x < right; x++, count++) {
          const at = y * source.width + x;
          const first = at * source.channels;
          const last = source.channels - 1;
          red += source.data[first]!;
          green += source.data[first + Math.min(1, last)]!;
          blue += source.data[first + last]!;
          if (label !== undefined) cells += label.data[at]!;
        }
      }
      image[4 * pixel] = (255 * red) / count;
      image[4 * pixel + 1] = (255 * green) / count;
      image[4 * pixel + 2] = (255 * blue) / count;
      inside[pixel] = (255 * cells) / count;
    }
  }
  return { height, width, image, inside };
}
