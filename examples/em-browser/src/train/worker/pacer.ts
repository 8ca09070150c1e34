/** Says when work beside the training is due again. */
export interface Pacer {
  isDue(now: number): boolean;
  /** To be called after the work. */
  done(start: number, end: number): void;
}

/**
 * Spaces work such that it takes no more than a share of the time.
 * @param least milliseconds from the end of one to the start of the next, at the least; the first is due so long after the first question
 * @param factor how many times its own duration passes before it is due again: 19 for a twentieth of the time
 */
export function createPacer(least: number, factor: number): Pacer {
  let next: number | undefined;
  return {
    isDue(now) {
      next ??= now + least;
      return now >= next;
    },
    done(start, end) {
      next = end + Math.max(least, factor * (end - start));
    },
  };
}
