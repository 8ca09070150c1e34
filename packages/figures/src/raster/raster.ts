/** A picture of 8-bit red, green and blue values. */
export interface Raster {
  readonly height: number;
  readonly width: number;
  /** `height * width * 3` values, row by row. */
  readonly data: Uint8Array;
}

/** A colour as its three 8-bit values. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Reads `#rrggbb`. */
export function rgbOf(color: string): Rgb {
  const value = Number.parseInt(color.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** What is drawn where a value is no number. */
export const missingColor: Rgb = [255, 0, 255];
