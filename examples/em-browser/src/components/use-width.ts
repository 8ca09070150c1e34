import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { figureWidth } from './figure-width.ts';

/** Pixels below which a figure is not drawn anew. */
const leastRoom = 160;

/**
 * Measures the room that an element gives to the figures inside it, also when it changes.
 * @returns `ref` for the element, and the width to draw figures at; undefined until the element was seen for the first time
 * @example
 * const { ref, width } = useWidth();
 * return <div ref={ref}>{width !== undefined && <LossCurve width={width} />}</div>;
 */
export function useWidth(): { readonly ref: RefObject<HTMLDivElement | null>; readonly width: number | undefined } {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState<number>();
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      const room = entry!.contentRect.width;
      // Nothing in a panel that is not shown has a width, and in a sliver nothing can be read: the last width remains.
      if (room >= leastRoom) setWidth(figureWidth(room));
    });
    observer.observe(ref.current!);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}
