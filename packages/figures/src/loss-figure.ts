import { checkCount, checkOptions, checkSwitch } from '@unet/tensor/internal';
import { checkLength, checkNumbers, checkText, type FigureOptions, figureOptions } from './figure-options.ts';
import { type AxisOptions, linePlot } from './plot/line-plot.ts';
import type { Series } from './plot/series.ts';
import type { Point } from './svg/shapes.ts';
import { palette } from './svg/style.ts';

/** Values at some training steps. */
export interface StepSeries {
  /** Name in the legend. */
  readonly name?: string;
  /** Steps, counted from 1. */
  readonly steps: ArrayLike<number>;
  /** As many values. */
  readonly values: ArrayLike<number>;
}

/** What {@link lossFigure} draws. */
export interface LossFigure extends FigureOptions {
  /** Loss of each step from the first on; NaN and infinities leave a gap. */
  readonly losses: ArrayLike<number>;
  /** Adds the mean of each epoch, at the middle of its steps; the last may be incomplete. */
  readonly stepsPerEpoch?: number;
  /** Loss on held-out data, on the same axis. */
  readonly validation?: StepSeries;
  /** Learning rate, on an axis of its own on the right, logarithmic. */
  readonly learningRate?: StepSeries;
  /** Logarithmic loss, default false; values that are not positive leave a gap. */
  readonly logarithmic?: boolean;
  /** Name of the vertical axis, default `loss (nats per pixel)`. */
  readonly lossName?: string;
  /** Pixels, default 480, at least 320. */
  readonly height?: number;
}

const optionNames = {
  losses: true,
  stepsPerEpoch: true,
  validation: true,
  learningRate: true,
  logarithmic: true,
  lossName: true,
  height: true,
} as const;

/**
 * Draws the course of a training: the loss of each step and the mean of each epoch against the steps.
 * @returns SVG text
 * @throws TypeError for an unknown option or one of the wrong type; RangeError if there is no finite loss (or none above 0 on a
 * logarithmic axis), or if lengths do not agree
 * @example
 * const svg = lossFigure({ losses, stepsPerEpoch: 100, logarithmic: true });
 */
export function lossFigure(options: LossFigure): string {
  const { title, width } = figureOptions('lossFigure', options, optionNames, 'Training loss');
  const { losses, stepsPerEpoch, validation, learningRate, logarithmic = false, height = 480 } = options;
  const { lossName = 'loss (nats per pixel)' } = options;
  checkNumbers('lossFigure', 'losses', losses);
  if (stepsPerEpoch !== undefined) checkCount('lossFigure', 'stepsPerEpoch', stepsPerEpoch);
  checkSwitch('lossFigure', 'logarithmic', logarithmic);
  checkText('lossFigure', 'lossName', lossName);
  checkLength('lossFigure', 'height', height, 320);
  const steps = Array.from(losses, (loss, index): Point => [index + 1, loss]);
  const onLoss: Series[] = [
    { name: 'loss of each step', points: steps, stroke: { color: palette.sky, opacity: 0.75 } },
  ];
  if (stepsPerEpoch !== undefined) {
    const points = epochMeans(losses, stepsPerEpoch);
    onLoss.push({
      name: `mean per epoch (${stepsPerEpoch} steps)`,
      points,
      stroke: { color: palette.blue, width: 2 },
      dots: true,
    });
  }
  if (validation !== undefined) {
    const points = pointsOf('validation', validation);
    const stroke = { color: palette.vermilion, width: 2 };
    onLoss.push({ name: validation.name ?? 'validation', points, stroke, dots: true });
  }
  const rates = learningRate && pointsOf('learningRate', learningRate);
  const rateSeries: Series[] = rates
    ? [
        {
          name: learningRate?.name ?? 'learning rate',
          points: rates,
          stroke: { color: palette.green, width: 1.5, dash: '6 4' },
          axis: 'right',
        },
      ]
    : [];
  const left: AxisOptions = {
    name: lossName,
    domain: valueDomain(
      'losses',
      onLoss.flatMap((series) => series.points),
      logarithmic,
    ),
    logarithmic,
  };
  const right: AxisOptions | undefined = rates && {
    name: 'learning rate',
    domain: valueDomain('learningRate', rates, true),
    logarithmic: true,
    color: palette.green,
  };
  const last = Math.max(...[...onLoss, ...rateSeries].map((series) => lastStep(series.points)));
  // A little air, so that the dot of the last step is whole.
  const x: AxisOptions = { name: 'training step', domain: [0, last * 1.01], whole: true };
  return linePlot({ title, width, height, x, left, right, series: [...onLoss, ...rateSeries] });
}

function epochMeans(losses: ArrayLike<number>, stepsPerEpoch: number): Point[] {
  const means: Point[] = [];
  for (let start = 0; start < losses.length; start += stepsPerEpoch) {
    const end = Math.min(losses.length, start + stepsPerEpoch);
    let sum = 0;
    let count = 0;
    for (let step = start; step < end; step++) {
      if (!Number.isFinite(losses[step])) continue;
      sum += losses[step]!;
      count++;
    }
    // Steps start + 1 to end, counted from 1; an epoch without a finite loss has no mean: 0 / 0 leaves a gap.
    means.push([(start + 1 + end) / 2, sum / count]);
  }
  return means;
}

function pointsOf(argument: string, series: StepSeries): Point[] {
  checkOptions('lossFigure', series, { name: true, steps: true, values: true }, argument);
  if (series.name !== undefined) checkText('lossFigure', `${argument}.name`, series.name);
  checkNumbers('lossFigure', `${argument}.steps`, series.steps);
  checkNumbers('lossFigure', `${argument}.values`, series.values);
  if (series.steps.length !== series.values.length) {
    throw new RangeError(
      `lossFigure: ${argument} must have as many values as steps, got ${series.values.length} for ${series.steps.length}`,
    );
  }
  return Array.from(series.steps, (step, index): Point => [step, series.values[index]!]);
}

function valueDomain(argument: string, points: readonly Point[], logarithmic: boolean): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const [, value] of points) {
    if (!Number.isFinite(value) || (logarithmic && value <= 0)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) {
    throw new RangeError(`lossFigure: ${argument} must have a ${logarithmic ? 'positive ' : ''}finite value, got none`);
  }
  if (logarithmic) {
    // A twentieth of the height above and below, a factor of 2 where all are alike but for rounding.
    const air = high / low < 1 + 1e-6 ? 2 : (high / low) ** 0.05;
    return [low / air, high * air];
  }
  // With 0 on it, so that heights can be compared.
  const bottom = Math.min(0, low);
  const top = Math.max(0, high);
  const air = (top - bottom || 1) * 0.05;
  return [bottom < 0 ? bottom - air : 0, top + air];
}

function lastStep(points: readonly Point[]): number {
  return points.reduce((last, [step]) => Math.max(last, step), 1);
}
