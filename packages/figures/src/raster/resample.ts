import type { Raster } from './raster.ts';

/**
 * Brings a picture to about the size that it is drawn at, by a whole factor: pixels too large to be smoothed over are repeated
 * (renderers do not agree on `image-rendering`), pixels too fine to be seen are averaged. Twice the drawn size is kept for
 * sharp screens.
 */
export function resample(raster: Raster, drawnWidth: number): Raster {
  const repeat = Math.ceil(drawnWidth / raster.width);
  if (repeat > 1) return enlarge(raster, repeat);
  const reduce = Math.floor(raster.width / (2 * drawnWidth));
  return reduce > 1 ? average(raster, reduce) : raster;
}

function enlarge({ height, width, data }: Raster, factor: number): Raster {
  const result = new Uint8Array(height * factor * width * factor * 3);
  const rowLength = width * factor * 3;
  for (let row = 0; row < height; row++) {
    const start = row * factor * rowLength;
    for (let column = 0; column < width; column++) {
      const pixel = (row * width + column) * 3;
      const first = start + column * factor * 3;
      for (let value = 0; value < factor * 3; value++) result[first + value] = data[pixel + (value % 3)]!;
    }
    for (let copy = 1; copy < factor; copy++) {
      result.copyWithin(start + copy * rowLength, start, start + rowLength);
    }
  }
  return { height: height * factor, width: width * factor, data: result };
}

function average({ height, width, data }: Raster, factor: number): Raster {
  const smallHeight = Math.ceil(height / factor);
  const smallWidth = Math.ceil(width / factor);
  const result = new Uint8Array(smallHeight * smallWidth * 3);
  for (let row = 0; row < smallHeight; row++) {
    const lastRow = Math.min(height, (row + 1) * factor);
    for (let column = 0; column < smallWidth; column++) {
      const lastColumn = Math.min(width, (column + 1) * factor);
      const count = (lastRow - row * factor) * (lastColumn - column * factor);
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (let r = row * factor; r < lastRow; r++) {
          for (let c = column * factor; c < lastColumn; c++) sum += data[(r * width + c) * 3 + channel]!;
        }
        result[(row * smallWidth + column) * 3 + channel] = Math.round(sum / count);
      }
    }
  }
  return { height: smallHeight, width: smallWidth, data: result };
}
