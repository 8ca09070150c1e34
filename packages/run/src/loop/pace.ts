/** Says when work beside the training is due again. */
export interface Pace {
  /**
   * @param step steps done
   * @param now milliseconds of a clock that does not jump
   */
  isDue(step: number, now: number): boolean;
  /** To be called after the work. */
  done(start: number, end: number): void;
}

/** Options of {@link everySteps}. */
export interface EveryStepsOptions {
  /** Due after so many seconds, too, however few steps were taken: no more is lost on a slow machine that goes down. Default 120. */
  readonly seconds?: number | undefined;
}

/**
 * Work that is due every so many steps, counted from the beginning of the run.
 * @param now milliseconds, when the run goes on
 */
export function everySteps(
  steps: number,
  { seconds = 120 }: EveryStepsOptions = {},
  now: number = performance.now(),
): Pace {
  let last = now;
  return {
    isDue: (step, at) => step % steps === 0 || at - last > seconds * 1000,
    done(_start, end) {
      last = end;
    },
  };
}

/**
 * Spaces work such that it takes no more than a share of the time.
 * @param least milliseconds from the end of one to the start of the next, at the least; the first is due so long after the first question
 * @param factor how many times its own duration passes before it is due again: 19 for a twentieth of the time
 */
export function byCost(least: number, factor: number): Pace {
  let next: number | undefined;
  return {
    isDue(_step, now) {
      next ??= now + least;
      return now >= next;
    },
    done(start, end) {
      next = end + Math.max(least, factor * (end - start));
    },
  };
}
