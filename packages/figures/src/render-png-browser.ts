import { checkPngOptions, type PngOptions } from './png-options.ts';

/**
 * Renders an SVG as PNG on a canvas of the browser's page, with the browser's fonts. Not in workers, which cannot draw SVG; in Node
 * import the function of the same name from `@unet/figures/node`.
 * @param svg SVG text with a width and a height, such as this package's
 * @returns the bytes of a PNG file
 * @throws (rejects) TypeError for an unknown option or an argument of the wrong type, RangeError for a scale that is not above 0, an Error without a page or if the SVG cannot be drawn
 * @example
 * const url = URL.createObjectURL(new Blob([await renderPng(svg, { scale: devicePixelRatio })], { type: 'image/png' }));
 */
export async function renderPng(svg: string, options: PngOptions = {}): Promise<Uint8Array> {
  checkPngOptions(svg, options, {});
  if (typeof document === 'undefined') {
    throw new Error('renderPng: needs a page to draw on; in Node import it from @unet/figures/node');
  }
  const { scale = 1, background } = options;
  const image = await loadImage(svg);
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(image.naturalWidth * scale);
  canvas.height = Math.ceil(image.naturalHeight * scale);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('renderPng: the browser gave no 2d canvas');
  if (background !== undefined) {
    context.fillStyle = background;
    context.fillRect(0, 0, canvas.width, canvas.height);
  }
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error(`renderPng: the browser cannot make a PNG of ${canvas.width} x ${canvas.height}`);
  return new Uint8Array(await blob.arrayBuffer());
}

async function loadImage(svg: string): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
  } catch (cause) {
    throw new Error('renderPng: svg must be well-formed SVG that the browser can draw', { cause });
  } finally {
    URL.revokeObjectURL(url);
  }
  return image;
}
