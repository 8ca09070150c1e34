import type { ColourTable } from './colour-tables.ts';

/**
 * Lays colours over a picture.
 * @param base red, green, blue and opacity of each pixel; opaque
 * @param indices which colour each pixel gets
 * @param opacity of the colours, 0 to 1
 * @returns a picture like `base`
 */
export function overlay(
  base: Uint8ClampedArray,
  indices: Uint8Array,
  colours: ColourTable,
  opacity: number,
): Uint8ClampedArray<ArrayBuffer> {
  const result = new Uint8ClampedArray(base.length);
  // Shares in 256ths: pixels are mixed in whole numbers.
  const kept = new Uint16Array(256);
  const added = new Uint16Array(3 * 256);
  for (let index = 0; index < 256; index++) {
    const share = Math.round((256 * opacity * colours[4 * index + 3]!) / 255);
    kept[index] = 256 - share;
    for (let channel = 0; channel < 3; channel++) {
      added[3 * index + channel] = share * colours[4 * index + channel]! + 128;
    }
  }
  for (let pixel = 0, at = 0; pixel < indices.length; pixel++, at += 4) {
    const index = indices[pixel]!;
    const share = kept[index]!;
    result[at] = (base[at]! * share + added[3 * index]!) >> 8;
    result[at + 1] = (base[at + 1]! * share + added[3 * index + 1]!) >> 8;
    result[at + 2] = (base[at + 2]! * share + added[3 * index + 2]!) >> 8;
    result[at + 3] = 255;
  }
  return result;
}
