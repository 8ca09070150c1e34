import { element, type Svg } from '../svg/element.ts';
import { line, type Point, polyline, type Stroke } from '../svg/shapes.ts';
import { ink } from '../svg/style.ts';
import { swatchWidth } from './legend.ts';
import type { Scale } from './scale.ts';
import { thinPoints } from './thin-points.ts';

/** A named line of a plot. */
export interface Series {
  readonly name: string;
  /** (x, y) values; where y is not finite the line has a gap. */
  readonly points: readonly Point[];
  readonly stroke: Stroke;
  /** Whether each point has a dot, default false. */
  readonly dots?: boolean;
  /** Index of a point to be ringed. */
  readonly ringed?: number | undefined;
  /** The axis that it is read on, default `left`. */
  readonly axis?: 'left' | 'right';
}

/** Draws a series; a point between two gaps, which makes no line, becomes a dot. */
export function drawSeries(series: Series, x: Scale, y: Scale, width: number): Svg {
  const { stroke, dots = false, ringed } = series;
  const place = ([atX, atY]: Point): Point => [x.position(atX), y.position(atY)];
  const pixels = series.points.map(place);
  let svg = '';
  for (const run of runs(thinPoints(pixels, Math.ceil(width)))) {
    if (run.length > 1) svg += polyline(run, stroke);
    else if (!dots) svg += dot(run[0]!, stroke);
  }
  if (dots) {
    for (const point of pixels) if (Number.isFinite(point[1])) svg += dot(point, stroke);
  }
  const marked = ringed === undefined ? undefined : pixels[ringed];
  if (marked !== undefined && Number.isFinite(marked[1])) {
    const [cx, cy] = marked;
    svg += element('circle', { cx, cy, r: 8, fill: 'none', stroke: ink.text, 'stroke-width': 1.5 });
  }
  return svg;
}

/** The mark of a series in the legend. */
export function seriesSwatch({ stroke, dots = false }: Series): (x: number, y: number) => Svg {
  return (x, y) => line([x, y], [x + swatchWidth, y], stroke) + (dots ? dot([x + swatchWidth / 2, y], stroke) : '');
}

function dot([cx, cy]: Point, { color, width = 1 }: Stroke): Svg {
  return element('circle', { cx, cy, r: width + 1.5, fill: color });
}

function runs(points: readonly Point[]): Point[][] {
  const found: Point[][] = [];
  let current: Point[] = [];
  for (const point of points) {
    if (Number.isFinite(point[1])) {
      if (current.length === 0) found.push(current);
      current.push(point);
    } else {
      current = [];
    }
  }
  return found;
}
