import type { VNode } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { svgSize } from './svg-size.ts';

/** A figure of `@unet/figures`, SVG text, as an image that scales with the page; until it is there, an empty frame. */
export function Figure(props: { readonly svg: string | undefined; readonly description: string }): VNode {
  const { svg, description } = props;
  const url = useMemo(() => svg && URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' })), [svg]);
  useEffect(() => () => (url ? URL.revokeObjectURL(url) : undefined), [url]);
  if (!url) return <div class="figure figure-empty" role="img" aria-label={`${description} (being drawn)`} />;
  // With its size known before it is decoded, the page does not jump.
  return <img class="figure" src={url} alt={description} {...svgSize(svg!)} />;
}
