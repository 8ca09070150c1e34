/** The size that an SVG of `@unet/figures` says it has, pixels. */
export function svgSize(svg: string): { readonly width?: number; readonly height?: number } {
  const found = /^<svg [^>]*?width="(\d+)" height="(\d+)"/.exec(svg);
  return found === null ? {} : { width: Number(found[1]), height: Number(found[2]) };
}
