import type { Box } from './box.ts';
import { element, formatCoordinate, type Svg } from './element.ts';

/** How a line is drawn. */
export interface Stroke {
  readonly color: string;
  /** Pixels, default 1. */
  readonly width?: number;
  /** Lengths of dashes and gaps, pixels. */
  readonly dash?: string;
  /** From 0 to 1, default 1. */
  readonly opacity?: number;
}

/** A point of a figure, pixels from its top left. */
export type Point = readonly [x: number, y: number];

/** A straight line. */
export function line([x1, y1]: Point, [x2, y2]: Point, stroke: Stroke): Svg {
  return element('line', { x1, y1, x2, y2, ...strokeAttributes(stroke) });
}

/** A line through many points. */
export function polyline(points: readonly Point[], stroke: Stroke): Svg {
  const list = points.map(([x, y]) => `${formatCoordinate(x)},${formatCoordinate(y)}`).join(' ');
  return element('polyline', { points: list, fill: 'none', 'stroke-linejoin': 'round', ...strokeAttributes(stroke) });
}

/** The outline of a rectangle. */
export function outline(box: Box, stroke: Stroke): Svg {
  return element('rect', { ...box, fill: 'none', ...strokeAttributes(stroke) });
}

/** A filled rectangle. */
export function filled(box: Box, fill: string, stroke?: Stroke): Svg {
  return element('rect', { ...box, fill, ...(stroke === undefined ? {} : strokeAttributes(stroke)) });
}

/** Draws a line with a dark rim, so that it is seen on light and on dark grey. */
export function haloed(draw: (stroke: Stroke) => Svg, stroke: Stroke): Svg {
  const { width = 1, dash: _dash, ...rest } = stroke;
  return draw({ ...rest, width: width + 2, color: '#000000', opacity: 0.6 * (stroke.opacity ?? 1) }) + draw(stroke);
}

/** Shows of its children only what lies in the box; they are drawn in the figure's own coordinates. */
export function clipped(box: Box, ...children: readonly Svg[]): Svg {
  const { x, y, width, height } = box;
  const viewBox = [x, y, width, height].map(formatCoordinate).join(' ');
  // An inner <svg> clips without the ids that a <clipPath> needs, which would clash between figures in one page.
  return element('svg', { x, y, width, height, viewBox, overflow: 'hidden' }, ...children);
}

function strokeAttributes({ color, width = 1, dash, opacity }: Stroke): Record<string, string | number | undefined> {
  return {
    stroke: color,
    'stroke-width': width === 1 ? undefined : width,
    'stroke-dasharray': dash,
    'stroke-opacity': opacity,
  };
}
