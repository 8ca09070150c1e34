import type { ColourTable } from './colour-tables.ts';

/**
 * Lays colours over a picture.
 * @param base red, green, blue and opacity of each pixel; opaque
 * @param indices which colour each pixel gets
 * @param opacity of the colours, 0 to 1
 * @returns a picture like `base`
 */
export function overlay(
  base: Uint8ClampedArray<ArrayBuffer>,
  indices: Uint8Array,
  colours: ColourTable,
  opacity: number,
): Uint8ClampedArray<ArrayBuffer> {
  const { kept, redAndBlue, green } = mixtures(colours, opacity);
  // A pixel is one number, red in its lowest byte, as on every machine that has a browser. Mixed byte by byte this takes three times as long.
  const pixels = new Uint32Array(base.buffer, base.byteOffset, indices.length);
  const result = new Uint32Array(indices.length);
  for (let place = 0; place < indices.length; place++) {
    const index = indices[place]!;
    const share = kept[index]!;
    const pixel = pixels[place]!;
    // Red and blue at once: each has 16 bits to itself, which 256 * 255 and a half do not exceed.
    const mixed = (Math.imul(pixel & 0xff00ff, share) + redAndBlue[index]!) >>> 8;
    const mixedGreen = ((pixel >>> 8) & 0xff) * share + green[index]!;
    result[place] = (mixed & 0xff00ff) | (mixedGreen & 0xff00) | 0xff000000;
  }
  return new Uint8ClampedArray(result.buffer);
}

interface Mixtures {
  /** How many 256ths of the picture remain. */
  readonly kept: Uint16Array;
  /** What comes to that, in 256ths and rounded: blue in the upper 16 bits. */
  readonly redAndBlue: Uint32Array;
  readonly green: Uint32Array;
}

/** What becomes of a pixel under each of 256 colours. */
function mixtures(colours: ColourTable, opacity: number): Mixtures {
  const kept = new Uint16Array(256);
  const redAndBlue = new Uint32Array(256);
  const green = new Uint32Array(256);
  for (let index = 0; index < 256; index++) {
    const [r, g, b, opaque] = colours.subarray(4 * index, 4 * index + 4) as unknown as [number, number, number, number];
    const share = Math.round((256 * opacity * opaque) / 255);
    kept[index] = 256 - share;
    redAndBlue[index] = share * r + 128 + (share * b + 128) * 2 ** 16;
    green[index] = share * g + 128;
  }
  return { kept, redAndBlue, green };
}
