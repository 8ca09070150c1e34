/** The learning rate of a step, counted from 0. */
export type Schedule = (step: number) => number;

/**
 * The same rate at every step.
 * @throws RangeError unless the rate is above 0 and finite, as for every schedule
 */
export function constantSchedule(learningRate: number): Schedule {
  checkRate('constantSchedule', learningRate);
  return () => learningRate;
}

/** Options of {@link cosineSchedule}. */
export interface CosineOptions {
  /** Steps in all; afterwards the rate stays at its end. */
  readonly steps: number;
  /** Steps at the start over which the rate rises in proportion. Default 0. */
  readonly warmup?: number;
  /** Share of the rate that is left at the end. Default 0. */
  readonly final?: number;
}

/**
 * Half a cosine from the full rate to its end (Loshchilov and Hutter 2017, equation 5, without restarts), after a warm-up.
 * @example
 * const schedule = cosineSchedule(1e-3, { steps: 3000, warmup: 100 });
 */
export function cosineSchedule(learningRate: number, options: CosineOptions): Schedule {
  const { steps, warmup = 0, final = 0 } = options;
  checkRate('cosineSchedule', learningRate);
  if (!(steps > warmup && warmup >= 0)) {
    throw new RangeError(`cosineSchedule: steps must be more than the warm-up of ${warmup}, got ${steps}`);
  }
  if (!(final >= 0 && final <= 1)) throw new RangeError(`cosineSchedule: final must be in [0, 1], got ${final}`);
  return (step) => {
    if (step < warmup) return learningRate * ((step + 1) / warmup);
    const progress = Math.min(1, (step - warmup) / (steps - warmup));
    return learningRate * (final + ((1 - final) * (1 + Math.cos(Math.PI * progress))) / 2);
  };
}

/**
 * Multiplies the rate by `factor` every `every` steps.
 * @example
 * const schedule = stepSchedule(1e-3, { every: 1000, factor: 0.1 });
 */
export function stepSchedule(
  learningRate: number,
  options: { readonly every: number; readonly factor: number },
): Schedule {
  checkRate('stepSchedule', learningRate);
  if (!(Number.isInteger(options.every) && options.every > 0)) {
    throw new RangeError(`stepSchedule: every must be a positive integer, got ${options.every}`);
  }
  if (!(options.factor > 0 && Number.isFinite(options.factor))) {
    throw new RangeError(`stepSchedule: factor must be > 0, got ${options.factor}`);
  }
  return (step) => learningRate * options.factor ** Math.floor(step / options.every);
}

/**
 * learningRate / sqrt(1 + step / steady): falls ever more slowly, to one half after three times `steady` steps. It does not
 * depend on the length of the run, so that a run can be made longer when it is resumed.
 * @example
 * const schedule = inverseRootSchedule(2e-3, { steady: 200 });
 */
export function inverseRootSchedule(learningRate: number, options: { readonly steady: number }): Schedule {
  checkRate('inverseRootSchedule', learningRate);
  const { steady } = options;
  if (!(steady > 0 && Number.isFinite(steady))) {
    throw new RangeError(`inverseRootSchedule: steady must be > 0, got ${steady}`);
  }
  return (step) => learningRate / Math.sqrt(1 + step / steady);
}

function checkRate(where: string, learningRate: number): void {
  if (!(learningRate > 0 && Number.isFinite(learningRate))) {
    throw new RangeError(`${where}: learningRate must be > 0, got ${learningRate}`);
  }
}
