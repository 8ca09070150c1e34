import { SampleWorkerError } from '@unet/trainer';

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
      if (!isLoss(error)) return false;
      failures = step > furthest ? 1 : failures + 1;
      furthest = Math.max(furthest, step);
      return failures <= MOST_FAILURES;
    },
  };
}

/** Whether a kernel of `simd` failed, or a thread that prepares samples has ended. */
function isLoss(error: unknown): error is Error {
  return hasLostEngine(error) || error instanceof SampleWorkerError;
}

/** Whether what is in the backend's memory is not to be trusted any more. */
export function hasLostEngine(error: unknown): boolean {
  return error instanceof Error && error.name === 'ThreadError';
}
