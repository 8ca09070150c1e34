/** So often in a row a run may fail without getting further. */
const MOST_FAILURES = 3;

/** Says whether a run that has failed may try again. */
export interface Attempts {
  /** @param step how far it had come */
  mayTryAgain(error: unknown, step: number): error is Error;
}

/**
 * A run may go on from its last checkpoint where something that computes for it was lost, and nothing is wrong with the run itself. What is lost
 * again and again at the same place has another reason.
 */
export function createAttempts(): Attempts {
  let furthest = -1;
  let failures = 0;
  return {
    mayTryAgain(error, step): error is Error {
      if (lossOf(error) === undefined) return false;
      failures = step > furthest ? 1 : failures + 1;
      furthest = Math.max(furthest, step);
      return failures <= MOST_FAILURES;
    },
  };
}

/**
 * What computed for a run and is lost: the graphics card, the engine on the processor (what is in its memory is not to be trusted any more), or a
 * thread that prepares samples. Undefined where an error is the run's own. Of an error that comes from a worker its name and its message are
 * left, so names say which it is.
 */
export function lossOf(error: unknown): 'device' | 'engine' | 'samples' | undefined {
  if (!(error instanceof Error)) return undefined;
  const { name } = error as Error;
  if (name === 'DeviceLostError') return 'device';
  if (name === 'ThreadError') return 'engine';
  if (name === 'SampleWorkerError') return 'samples';
  return undefined;
}
