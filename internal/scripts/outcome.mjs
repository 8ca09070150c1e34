/** The exit code of a check that could not be made: EX_TEMPFAIL of sysexits.h, "try again later". */
export const NOT_DONE = 75;

/**
 * What the exit code of a check means.
 * @param {number | null} status null for a process that was ended from outside
 * @returns {'ok' | 'NOT DONE' | 'FAILED'}
 */
export function outcome(status) {
  if (status === 0) return 'ok';
  return status === NOT_DONE ? 'NOT DONE' : 'FAILED';
}
