import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';

/** A line of a chart. */
export interface Line {
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly (number | null)[];
  readonly color: string;
  readonly dash: readonly number[];
  /** Behind the others, and not in the legend. */
  readonly isFaint?: boolean;
  /** Whether single values are marked. */
  readonly hasPoints?: boolean;
}

interface ChartProps {
  readonly title: string;
  readonly xLabel: string;
  readonly lines: readonly Line[];
  readonly isLog: boolean;
  readonly isDark: boolean;
  readonly format: (value: number) => string;
}

/** A part of an axis. */
interface Range {
  readonly xLabel: string;
  readonly min: number;
  readonly max: number;
}

const HEIGHT = 260;

/** Lines over one axis. Drag to zoom in, double-click to see all again; what is zoomed stays while the lines grow, and on another scale. */
export function Chart({ title, xLabel, lines, isLog, isDark, format }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(undefined);
  const isZoomed = useRef(false);
  /** What was seen of a chart that had to be made anew. */
  const seen = useRef<Range>(undefined);
  const data = joined(lines);
  const given = useRef<uPlot.AlignedData>(undefined);
  const form = JSON.stringify([lines.map(({ name, color, dash }) => [name, color, dash]), xLabel, isLog, isDark]);

  // `form` stands for all that the chart is made of.
  useEffect(() => {
    const box = place.current!;
    // Steps and minutes are not the same range.
    const range = seen.current?.xLabel === xLabel ? seen.current : undefined;
    isZoomed.current = range !== undefined;
    const made = new uPlot(
      optionsOf({ xLabel, lines, isLog, isDark, format, width: box.clientWidth }, isZoomed),
      data,
      box,
    );
    chart.current = made;
    given.current = data;
    if (range !== undefined) made.setScale('x', range);
    const observer = new ResizeObserver(() => made.setSize({ width: box.clientWidth, height: HEIGHT }));
    observer.observe(box);
    return () => {
      observer.disconnect();
      const { min, max } = made.scales.x!;
      seen.current = isZoomed.current && min != null && max != null ? { xLabel, min, max } : undefined;
      made.destroy();
    };
  }, [form]);
  useEffect(() => {
    // A chart that was just made has them, and does not know its range yet.
    if (given.current === data) return;
    given.current = data;
    chart.current?.setData(data, !isZoomed.current);
    if (isZoomed.current) chart.current?.redraw();
  });
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <div ref={place} role="img" aria-label={describe(title, lines, format)} />
    </figure>
  );
}

/** What a chart says, for who does not see it. */
function describe(title: string, lines: readonly Line[], format: (value: number) => string): string {
  const last = lines
    .filter(({ isFaint }) => isFaint !== true)
    .map(({ name, y }) => {
      const value = y.findLast((one) => one !== null);
      return value === undefined || value === null ? `${name}: nothing yet` : `${name}: ${format(value)}`;
    });
  return `${title}. ${last.join('; ')}`;
}

function joined(lines: readonly Line[]): uPlot.AlignedData {
  if (lines.length === 0) return [[]];
  return uPlot.join(lines.map(({ x, y }): uPlot.AlignedData => [[...x], [...y]]));
}

function optionsOf(
  { xLabel, lines, isLog, isDark, format, width }: Omit<ChartProps, 'title'> & { readonly width: number },
  isZoomed: { current: boolean },
): uPlot.Options {
  const ink = isDark ? '#a9b6c3' : '#4a5866';
  const grid = { stroke: isDark ? '#2c343c' : '#e1e6eb', width: 1 };
  const axis = {
    stroke: ink,
    grid,
    ticks: grid,
    font: '12px system-ui, sans-serif',
    labelFont: '12px system-ui, sans-serif',
  };
  const shown = (_: uPlot, value: number | null): string =>
    value === null || value === undefined ? '–' : format(value);
  return {
    width,
    height: HEIGHT,
    cursor: { drag: { x: true, y: false }, points: { size: 6 } },
    scales: { x: { time: false }, y: isLog ? { distr: 3 } : {} },
    axes: [
      { ...axis, label: xLabel, labelSize: 18, size: 36 },
      { ...axis, size: 62, values: (_, ticks) => ticks.map((tick) => (tick === null ? '' : format(tick))) },
    ],
    series: [
      { label: xLabel },
      ...lines.map(
        ({ name, color, dash, isFaint, hasPoints }): uPlot.Series => ({
          label: isFaint ? '' : name,
          class: isFaint ? 'faint' : 'even',
          stroke: isFaint ? `${color}55` : color,
          width: isFaint ? 1 : 2,
          dash: isFaint ? [] : [...dash],
          spanGaps: true,
          points: { show: hasPoints === true, size: 6 },
          value: shown,
        }),
      ),
    ],
    hooks: {
      setSelect: [
        (made) => {
          if (made.select.width > 0) isZoomed.current = true;
        },
      ],
      ready: [
        (made) => {
          made.over.addEventListener('dblclick', () => {
            isZoomed.current = false;
          });
        },
      ],
    },
  };
}
