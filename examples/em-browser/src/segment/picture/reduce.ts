import type { ImageArray } from '@unet/tensor/arrays';

/** Pixels as a canvas takes them. */
export interface PixelImage {
  readonly height: number;
  readonly width: number;
  /** Red, green, blue and opacity of each pixel. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** How many pixels a side of `size` has when squares of `step` pixels become one. */
function reducedSide(size: number, step: number): number {
  return Math.ceil(size / step);
}

/** The means of squares of `step` x `step` pixels, opaque. */
export function reduceImage(image: PixelImage, step: number): PixelImage {
  if (step === 1) return image;
  const height = reducedSide(image.height, step);
  const width = reducedSide(image.width, step);
  const pixels = new Uint8ClampedArray(4 * height * width);
  for (let row = 0, to = 0; row < height; row++) {
    const lastRow = Math.min(image.height, (row + 1) * step);
    for (let column = 0; column < width; column++, to += 4) {
      const lastColumn = Math.min(image.width, (column + 1) * step);
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let r = row * step; r < lastRow; r++) {
        for (let c = column * step; c < lastColumn; c++) {
          const from = 4 * (r * image.width + c);
          red += image.pixels[from]!;
          green += image.pixels[from + 1]!;
          blue += image.pixels[from + 2]!;
        }
      }
      const count = (lastRow - row * step) * (lastColumn - column * step);
      pixels[to] = red / count;
      pixels[to + 1] = green / count;
      pixels[to + 2] = blue / count;
      pixels[to + 3] = 255;
    }
  }
  return { height, width, pixels };
}

/** The value in the middle of each square of `step` x `step` pixels. */
export function reduceIndices(indices: Uint8Array, height: number, width: number, step: number): Uint8Array {
  return pick(indices, new Uint8Array(reducedSide(height, step) * reducedSide(width, step)), height, width, step);
}

/** The probability in the middle of each square of `step` x `step` pixels. */
export function reducePlane({ height, width, data }: ImageArray, step: number): ImageArray {
  const side = { height: reducedSide(height, step), width: reducedSide(width, step) };
  return { ...side, channels: 1, data: pick(data, new Float32Array(side.height * side.width), height, width, step) };
}

function pick<Values extends Uint8Array | Float32Array>(
  values: Values,
  result: Values,
  height: number,
  width: number,
  step: number,
): Values {
  const middle = step >> 1;
  for (let row = 0, to = 0; row < height; row += step) {
    const start = Math.min(height - 1, row + middle) * width;
    for (let column = 0; column < width; column += step, to++) {
      result[to] = values[start + Math.min(width - 1, column + middle)]!;
    }
  }
  return result;
}
