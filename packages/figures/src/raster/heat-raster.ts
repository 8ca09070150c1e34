import { type ColorMap, colorOf } from './color-map.ts';
import { missingColor, type Raster } from './raster.ts';

interface Values {
  readonly height: number;
  readonly width: number;
  readonly data: Float32Array;
}

/** One value a pixel in the colours of a map; NaN is magenta. */
export function heatRaster(values: Values, map: ColorMap, domain: readonly [number, number]): Raster {
  const { height, width } = values;
  const data = new Uint8Array(height * width * 3);
  for (let pixel = 0; pixel < height * width; pixel++) {
    const value = values.data[pixel]!;
    data.set(Number.isNaN(value) ? missingColor : colorOf(map, value, domain), pixel * 3);
  }
  return { height, width, data };
}
