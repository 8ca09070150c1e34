import type { Box } from '../svg/box.ts';
import { svgDocument, titleHeight } from '../svg/document.ts';
import type { Svg } from '../svg/element.ts';
import { clipped, line, outline } from '../svg/shapes.ts';
import { ink, outerSpace } from '../svg/style.ts';
import { bottomAxis, bottomAxisHeight, fittingTicks, sideAxis, sideAxisWidth } from './axis.ts';
import { legend } from './legend.ts';
import { createScale, type Scale } from './scale.ts';
import { drawSeries, type Series, seriesSwatch } from './series.ts';

/** One axis of a plot. */
export interface AxisOptions {
  /** What it shows, with the unit. */
  readonly name: string;
  readonly domain: readonly [number, number];
  /** Default false. */
  readonly logarithmic?: boolean;
  /** Ticks at whole numbers only, default false. */
  readonly whole?: boolean;
  /** Colour of the name, default that of text. */
  readonly color?: string;
}

/** What {@link linePlot} draws. */
export interface LinePlot {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly x: AxisOptions;
  readonly left: AxisOptions;
  readonly right?: AxisOptions | undefined;
  readonly series: readonly Series[];
}

/** Lines in a frame with axes, a light grid and a legend above. */
export function linePlot(plot: LinePlot): string {
  const outer = outerSpace(plot.width);
  const inner = plot.width - 2 * outer;
  const entries = plot.series.map((series) => ({ name: series.name, swatch: seriesSwatch(series) }));
  const key = legend(entries, outer, titleHeight, inner);
  const top = titleHeight + key.height + 12;
  const height = plot.height - top - bottomAxisHeight - outer / 2;

  // The labels of the side axes decide how wide the frame is, and do not depend on it.
  const upright = { range: [top + height, top] as const, count: Math.max(2, height / 50) };
  const left = createScale({ ...plot.left, ...upright });
  const right = plot.right && createScale({ ...plot.right, ...upright });
  const leftWidth = sideAxisWidth(left.ticks);
  const rightWidth = right ? sideAxisWidth(right.ticks) : 0;
  const frame: Box = { x: outer + leftWidth, y: top, width: inner - leftWidth - rightWidth, height };
  const x = horizontalScale(plot.x, frame);

  const lines = plot.series.map((series) => {
    const y = series.axis === 'right' && right ? right : left;
    return drawSeries(series, x, y, frame.width);
  });
  return svgDocument(
    plot.width,
    plot.height,
    plot.title,
    key.svg,
    grid(frame, x, left),
    clipped(frame, ...lines),
    outline(frame, { color: ink.frame }),
    bottomAxis(frame, x, plot.x.name),
    sideAxis('left', frame, left, plot.left.name, plot.left.color),
    right && plot.right ? sideAxis('right', frame, right, plot.right.name, plot.right.color) : '',
  );
}

function horizontalScale(axis: AxisOptions, frame: Box): Scale {
  const range = [frame.x, frame.x + frame.width] as const;
  const draft = createScale({ ...axis, range, count: 10 });
  return createScale({ ...axis, range, count: Math.min(10, fittingTicks(draft.ticks, frame.width)) });
}

function grid(frame: Box, x: Scale, y: Scale): Svg {
  const stroke = { color: ink.grid };
  const upright = x.ticks
    .map(({ value }) => x.position(value))
    .map((at) => line([at, frame.y], [at, frame.y + frame.height], stroke));
  const level = y.ticks
    .map(({ value }) => y.position(value))
    .map((at) => line([frame.x, at], [frame.x + frame.width, at], stroke));
  return upright.join('') + level.join('');
}
