import {
  checkCount,
  checkFraction,
  checkNotNegative,
  checkOptions,
  checkPositive,
  describe,
} from '@unet/tensor/internal';

/** The learning rate of a step, counted from 0. */
export type Schedule = (step: number) => number;

/**
 * The same rate at every step.
 * @throws RangeError unless the rate is above 0 and finite, as every schedule; the others throw a TypeError for an unknown option, too
 */
export function constantSchedule(learningRate: number): Schedule {
  checkPositive('constantSchedule', 'learningRate', learningRate);
  return () => learningRate;
}

/** Options of {@link cosineSchedule}. */
export interface CosineScheduleOptions {
  /** Steps in all; afterwards the rate stays at its end. */
  readonly steps: number;
  /** Steps at the start over which the rate rises in proportion. Default 0. */
  readonly warmup?: number | undefined;
  /** Share of the rate that is left at the end. Default 0. */
  readonly final?: number | undefined;
}

/**
 * Half a cosine from the full rate to its end (Loshchilov and Hutter 2017, equation 5, without restarts), after a warm-up.
 * @example
 * const schedule = cosineSchedule(1e-3, { steps: 3000, warmup: 100 });
 */
export function cosineSchedule(learningRate: number, options: CosineScheduleOptions): Schedule {
  const where = 'cosineSchedule';
  checkPositive(where, 'learningRate', learningRate);
  checkOptions(where, options, { steps: true, warmup: true, final: true });
  const { steps, warmup = 0, final = 0 } = options;
  checkNotNegative(where, 'warmup', warmup);
  checkPositive(where, 'steps', steps);
  if (steps <= warmup) {
    throw new RangeError(`${where}: steps must be more than the warm-up of ${warmup}, got ${steps}`);
  }
  checkFraction(where, 'final', final);
  return (step) => {
    if (step < warmup) return learningRate * ((step + 1) / warmup);
    const progress = Math.min(1, (step - warmup) / (steps - warmup));
    return learningRate * (final + ((1 - final) * (1 + Math.cos(Math.PI * progress))) / 2);
  };
}

/** Options of {@link stepSchedule}. */
export interface StepScheduleOptions {
  /** Steps between two changes. */
  readonly every: number;
  /** What the rate is multiplied by at each. */
  readonly factor: number;
}

/**
 * Multiplies the rate by `factor` every `every` steps.
 * @example
 * const schedule = stepSchedule(1e-3, { every: 1000, factor: 0.1 });
 */
export function stepSchedule(learningRate: number, options: StepScheduleOptions): Schedule {
  const where = 'stepSchedule';
  checkPositive(where, 'learningRate', learningRate);
  checkOptions(where, options, { every: true, factor: true });
  const { every, factor } = options;
  checkCount(where, 'every', every);
  checkPositive(where, 'factor', factor);
  return (step) => learningRate * factor ** Math.floor(step / every);
}

/** Options of {@link inverseRootSchedule}. */
export interface InverseRootScheduleOptions {
  /** Steps over which the rate hardly falls; after three times as many it is one half. */
  readonly steady: number;
}

/**
 * learningRate / sqrt(1 + step / steady): falls ever more slowly, to one half after three times `steady` steps. It does not
 * depend on the length of the run, so that a run can be made longer when it is resumed.
 * @example
 * const schedule = inverseRootSchedule(2e-3, { steady: 200 });
 */
export function inverseRootSchedule(learningRate: number, options: InverseRootScheduleOptions): Schedule {
  const where = 'inverseRootSchedule';
  checkPositive(where, 'learningRate', learningRate);
  checkOptions(where, options, { steady: true });
  const { steady } = options;
  checkPositive(where, 'steady', steady);
  return (step) => learningRate / Math.sqrt(1 + step / steady);
}

/** The schedule that an option gives, maybe as one rate for all steps. */
export function settleSchedule(where: string, schedule: Schedule | number): Schedule {
  if (typeof schedule === 'function') return schedule;
  if (typeof schedule === 'number') {
    checkPositive(where, 'schedule', schedule);
    return () => schedule;
  }
  throw new TypeError(
    `${where}: schedule must be a learning rate or a Schedule as constantSchedule() makes it, got ${describe(schedule)}`,
  );
}
