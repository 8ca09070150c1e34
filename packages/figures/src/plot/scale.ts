import { linearTicks, logTicks, type Tick } from './ticks.ts';

/** Where values lie along an axis. */
export interface Scale {
  /** The pixel of a value; NaN where it has none, such as the logarithm of 0. */
  position(value: number): number;
  readonly ticks: readonly Tick[];
}

/** What {@link createScale} needs. */
export interface ScaleOptions {
  /** Values at the two ends of the axis. */
  readonly domain: readonly [number, number];
  /** Pixels at the two ends of the axis. */
  readonly range: readonly [number, number];
  /** About how many ticks there is room for. */
  readonly count: number;
  /** Default false. */
  readonly logarithmic?: boolean;
  /** Ticks at whole numbers only, for what is counted; default false. */
  readonly whole?: boolean;
}

/** A linear or logarithmic axis. */
export function createScale({ domain, range, count, logarithmic = false, whole = false }: ScaleOptions): Scale {
  const map = logarithmic ? Math.log10 : (value: number) => value;
  const low = map(domain[0]);
  const perUnit = (range[1] - range[0]) / (map(domain[1]) - low);
  // No more ticks than there are whole numbers leaves steps of 1 or more.
  const most = whole ? Math.max(1, Math.min(count, Math.abs(domain[1] - domain[0]))) : count;
  return {
    position: (value) => {
      const mapped = map(value);
      return Number.isFinite(mapped) ? range[0] + (mapped - low) * perUnit : Number.NaN;
    },
    ticks: logarithmic ? logTicks(domain, most) : linearTicks(domain, most),
  };
}
