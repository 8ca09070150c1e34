import { isDeviceLost } from './device-lost-error.ts';

/**
 * What computed for a run and is lost, in words; undefined where an error is the run's own. Of an error that comes from a worker its name and its message
 * are left, so names say which it is.
 */
export function lossOf(error: unknown): string | undefined {
  if (isDeviceLost(error)) return 'The graphics card was lost';
  if (!(error instanceof Error)) return undefined;
  const { name } = error as Error;
  if (name === 'ThreadError') return 'The computation on the processor failed';
  if (name === 'SampleWorkerError') return 'What prepares the squares has failed';
  return undefined;
}
