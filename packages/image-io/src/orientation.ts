import type { RawData, RawImage } from './raw-image.ts';

/** How the stored rows and columns lie: 1 upright, 2 to 8 mirrored or turned (TIFF 6.0 section 8, EXIF 2.32 the same). */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

export function isOrientation(value: number): value is Orientation {
  return Number.isInteger(value) && value >= 1 && value <= 8;
}

/** Whether rows are stored as columns, so that height and width change their places. */
export function isTurned(orientation: Orientation): boolean {
  return orientation >= 5;
}

/** Turns a page upright. Its arrays may be those of the result. */
export function upright(raw: RawImage, orientation: Orientation): RawImage {
  if (orientation === 1) return raw;
  const [height, width] = isTurned(orientation) ? [raw.width, raw.height] : [raw.height, raw.width];
  const places = storedPlaces(raw, orientation, height, width);
  const { indices } = raw;
  return {
    ...raw,
    height,
    width,
    data: pick(raw.data, places, raw.channels),
    ...(indices === undefined ? {} : { indices: pick(indices, places, 1) }),
  };
}

/** For each pixel of the upright page where it is stored. */
function storedPlaces(stored: RawImage, orientation: Orientation, height: number, width: number): Uint32Array {
  const [bottom, right] = [stored.height - 1, stored.width - 1];
  const fromBottom = [3, 4, 6, 7].includes(orientation);
  const fromRight = [2, 3, 7, 8].includes(orientation);
  const places = new Uint32Array(height * width);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [down, across] = isTurned(orientation) ? [column, row] : [row, column];
      const storedRow = fromBottom ? bottom - down : down;
      const storedColumn = fromRight ? right - across : across;
      places[row * width + column] = storedRow * stored.width + storedColumn;
    }
  }
  return places;
}

function pick<Data extends RawData>(data: Data, places: Uint32Array, channels: number): Data {
  const result = data.slice() as Data;
  for (let pixel = 0; pixel < places.length; pixel++) {
    for (let channel = 0; channel < channels; channel++) {
      result[pixel * channels + channel] = data[places[pixel]! * channels + channel]!;
    }
  }
  return result;
}
