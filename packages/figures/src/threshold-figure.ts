import { checkList, checkOptions, checkWord, describe } from '@unet/tensor/internal';
import { checkLength, checkNumbers, checkText, type FigureOptions, figureOptions } from './figure-options.ts';
import { linePlot } from './plot/line-plot.ts';
import type { Series } from './plot/series.ts';
import { formatPower } from './plot/ticks.ts';
import type { Point } from './svg/shapes.ts';
import { seriesColors } from './svg/style.ts';

/** A score at each threshold. */
export interface ThresholdSeries {
  /** Name in the legend. */
  readonly name: string;
  /** As many as there are thresholds; NaN leaves a gap. */
  readonly values: ArrayLike<number>;
  /** Rings the best value and names it in the legend: the highest of a score, the lowest of an error; default neither. */
  readonly best?: 'highest' | 'lowest';
}

/** What {@link thresholdFigure} draws. */
export interface ThresholdFigure extends FigureOptions {
  /** Thresholds on the probability, in rising order. */
  readonly thresholds: ArrayLike<number>;
  /** The lines. */
  readonly series: readonly ThresholdSeries[];
  /** Name of the vertical axis, default `score`. */
  readonly scoreName?: string;
  /** Ends of the vertical axis, default those of the values with some air. */
  readonly domain?: readonly [number, number];
  /** Pixels, default 480, at least 320. */
  readonly height?: number;
}

const optionNames = { thresholds: true, series: true, scoreName: true, domain: true, height: true } as const;

/**
 * Draws scores against the threshold at which a probability becomes foreground.
 * @returns SVG text
 * @throws TypeError for an unknown option or one of the wrong type; RangeError if lengths do not agree, no value is finite, or the domain is
 * empty or falls
 * @example
 * const svg = thresholdFigure({
 *   thresholds: [0.3, 0.5, 0.7],
 *   series: [{ name: 'V-Rand', values: [0.91, 0.95, 0.94], best: 'highest' }],
 * });
 */
export function thresholdFigure(options: ThresholdFigure): string {
  const { title, width } = figureOptions('thresholdFigure', options, optionNames, 'Scores against thresholds');
  const { thresholds, series, scoreName = 'score', height = 480 } = options;
  checkText('thresholdFigure', 'scoreName', scoreName);
  checkLength('thresholdFigure', 'height', height, 320);
  checkNumbers('thresholdFigure', 'thresholds', thresholds);
  if (thresholds.length < 2) {
    throw new RangeError(`thresholdFigure: thresholds must be at least 2, got ${thresholds.length}`);
  }
  for (let index = 1; index < thresholds.length; index++) {
    if (!(thresholds[index]! > thresholds[index - 1]!)) {
      throw new RangeError(
        `thresholdFigure: thresholds must rise, got ${thresholds[index]} after ${thresholds[index - 1]}`,
      );
    }
  }
  checkList('thresholdFigure', 'series', series, 'series');
  for (const [index, one] of series.entries()) checkSeries(`series[${index}]`, one, thresholds.length);
  const lines = series.map((one, index) => lineOf(one, thresholds, seriesColors[index % seriesColors.length]!));
  const x = {
    name: 'threshold on the probability',
    domain: [thresholds[0]!, thresholds[thresholds.length - 1]!],
  } as const;
  const left = { name: scoreName, domain: options.domain ?? scoreDomain(series) };
  if (!Array.isArray(left.domain) || left.domain.length !== 2) {
    throw new TypeError(`thresholdFigure: domain must be [lowest, highest], got ${describe(left.domain)}`);
  }
  if (!(left.domain[0] < left.domain[1])) {
    throw new RangeError(`thresholdFigure: domain must rise, got ${left.domain[0]} to ${left.domain[1]}`);
  }
  // Room on both sides, so that the dots of the first and the last threshold are whole.
  const air = (x.domain[1] - x.domain[0]) * 0.02;
  const wide = { ...x, domain: [x.domain[0] - air, x.domain[1] + air] as const };
  return linePlot({ title, width, height, x: wide, left, series: lines });
}

function checkSeries(argument: string, series: ThresholdSeries, count: number): void {
  const where = 'thresholdFigure';
  checkOptions(where, series, { name: true, values: true, best: true }, argument);
  checkText(where, `${argument}.name`, series.name);
  checkNumbers(where, `${argument}.values`, series.values);
  if (series.best !== undefined) checkWord(where, `${argument}.best`, series.best, ['highest', 'lowest']);
  if (series.values.length !== count) {
    throw new RangeError(
      `${where}: series ${describe(series.name)} must have ${count} values, got ${series.values.length}`,
    );
  }
}

function lineOf({ name, values, best }: ThresholdSeries, thresholds: ArrayLike<number>, color: string): Series {
  const points = Array.from(values, (value, index): Point => [thresholds[index]!, value]);
  const ringed = best === undefined ? undefined : bestIndex(values, best);
  const found =
    ringed === undefined
      ? ''
      : ` (${best} ${Number(values[ringed]!.toPrecision(4))} at ${formatPower(thresholds[ringed]!)})`;
  return { name: name + found, points, stroke: { color, width: 2 }, dots: true, ringed };
}

function bestIndex(values: ArrayLike<number>, best: 'highest' | 'lowest'): number | undefined {
  const direction = best === 'highest' ? 1 : -1;
  let found: number | undefined;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (!Number.isFinite(value)) continue;
    if (found === undefined || direction * (value - values[found]!) > 0) found = index;
  }
  return found;
}

function scoreDomain(series: readonly ThresholdSeries[]): [number, number] {
  const values = series.flatMap((one) => Array.from(one.values)).filter(Number.isFinite);
  if (values.length === 0) throw new RangeError('thresholdFigure: series must have a finite value, got none');
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  const size = Math.max(Math.abs(low), Math.abs(high));
  // What differs by rounding alone counts as alike.
  const air = (high - low > 1e-9 * size ? high - low : size || 1) * 0.06;
  return [low - air, high + air];
}
