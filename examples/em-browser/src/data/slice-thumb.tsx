import { percent } from '@unet/dataset/internal';
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { SliceView, Thumbnail } from './slice-view.ts';

/** A slice made small, its label above it; which of the two is seen is up to the grid's style. */
export function SliceThumb(props: { readonly view: SliceView; readonly heldOut: boolean }): VNode {
  const { view, heldOut } = props;
  const { name, height, width, inside, thumbnail } = view;
  const image = useRef<HTMLCanvasElement>(null);
  const label = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    // Both now: an effect is undone a moment after its canvases have gone, and the observer may speak in between.
    const [canvas, overlay] = [image.current!, label.current!];
    // Hundreds of slices are drawn when they are a few screens away.
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        draw(canvas, thumbnail, thumbnail.image);
        draw(overlay, thumbnail, tint(thumbnail));
      },
      { rootMargin: '3000px' },
    );
    observer.observe(canvas);
    return () => observer.disconnect();
  }, [thumbnail]);
  return (
    <li class="slice">
      <div class="slice-picture" role="img" aria-label={name}>
        <canvas ref={image} class="slice-image" width={thumbnail.width} height={thumbnail.height} />
        <canvas ref={label} class="slice-label" width={thumbnail.width} height={thumbnail.height} />
      </div>
      {heldOut && <p class="slice-badge">held out</p>}
      <p class="slice-name">{name}</p>
      <p class="hint">
        {height} x {width}
        {inside === undefined ? ', no label' : `, cells ${percent(inside)}`}
      </p>
    </li>
  );
}

function draw(canvas: HTMLCanvasElement, { height, width }: Thumbnail, pixels: Uint8ClampedArray<ArrayBuffer>): void {
  canvas.getContext('2d')!.putImageData(new ImageData(pixels, width, height), 0, 0);
}

/** Sky blue of Okabe and Ito, which people of every colour vision tell from grey, as opaque as there is inside of cells. */
function tint({ inside }: Thumbnail): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * inside.length);
  for (let pixel = 0; pixel < inside.length; pixel++) {
    pixels[4 * pixel] = 86;
    pixels[4 * pixel + 1] = 180;
    pixels[4 * pixel + 2] = 233;
    pixels[4 * pixel + 3] = inside[pixel]!;
  }
  return pixels;
}
