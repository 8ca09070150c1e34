import { checkCount, checkNotNegative, checkOptions, checkWord } from '@unet/tensor/internal';

/** Options of {@link createEarlyStopping}. */
export interface EarlyStoppingOptions {
  /** How many observations in a row may be no better than the best before it is time to stop. */
  readonly patience: number;
  /** By how much an observation must be better to count. Default 0. */
  readonly minimumImprovement?: number | undefined;
  /** Whether smaller (errors, losses) or larger (scores) is better. Default 'smaller'. */
  readonly better?: 'smaller' | 'larger' | undefined;
}

/** Watches one number over time. */
export interface EarlyStopping {
  /** Takes the next observation and says whether it is time to stop. NaN is never an improvement. */
  observe(value: number): boolean;
  /** The best observation so far, or undefined before the first. */
  readonly best: number | undefined;
}

/**
 * Stops a run when a number, for example the held-out pixel error, has not become better for some time (Prechelt 1998). It
 * begins anew when a run is resumed.
 * @throws RangeError for options out of range, TypeError for an unknown one
 * @example
 * const stopping = createEarlyStopping({ patience: 5 });
 * if (stopping.observe(heldOutError)) break;
 */
export function createEarlyStopping(options: EarlyStoppingOptions): EarlyStopping {
  const where = 'createEarlyStopping';
  checkOptions(where, options, { patience: true, minimumImprovement: true, better: true });
  const { patience, minimumImprovement = 0, better = 'smaller' } = options;
  checkCount(where, 'patience', patience);
  checkNotNegative(where, 'minimumImprovement', minimumImprovement);
  checkWord(where, 'better', better, ['smaller', 'larger']);
  const sign = better === 'smaller' ? 1 : -1;
  let best: number | undefined;
  let waited = 0;
  return {
    observe(value) {
      const improves = best === undefined ? !Number.isNaN(value) : sign * (best - value) > minimumImprovement;
      if (improves) {
        best = value;
        waited = 0;
      } else {
        waited += 1;
      }
      return waited >= patience;
    },
    get best() {
      return best;
    },
  };
}
