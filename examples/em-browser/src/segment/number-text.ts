const whole = new Intl.NumberFormat('en');
const short = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** A count with its thousands apart. */
export function countText(count: number): string {
  return whole.format(count);
}

/**
 * An area in pixels, and in µm² where the size of a pixel is known.
 * @param pixelSize side of a pixel in µm
 */
export function areaText(pixels: number, pixelSize: number | undefined): string {
  const inPixels = `${whole.format(Math.round(pixels))} px`;
  return pixelSize === undefined ? inPixels : `${inPixels} (${short.format(pixels * pixelSize ** 2)} µm²)`;
}

/** A number of bytes, in MB of a million bytes. */
export function bytesText(bytes: number): string {
  return `${short.format(bytes / 1e6)} MB`;
}
